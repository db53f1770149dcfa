import { errorWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import { report } from '../report';
import { Icon } from '../ui/icon';

/** Opens what the popup shows in the side panel of this tab, where it stays for as long as the call lasts. */
export function PanelButton({ tabId, onProblem }: { tabId: number; onProblem: (message: string) => void }) {
  const open = async () => {
    try {
      // Not awaited: the panel opens only within the click. As `chrome.*`: the polyfill's types know no sidePanel.
      const set = chrome.sidePanel.setOptions({ tabId, path: panelPath(tabId), enabled: true });
      await Promise.all([set, chrome.sidePanel.open({ tabId })]);
      if (!isPage()) window.close();
    } catch (error) {
      report('opening the side panel', error);
      onProblem(t('popup_panelFailed', { why: errorWords(error) }));
    }
  };
  return (
    <button
      type="button"
      class="icon-button"
      title={t('popup_panel')}
      aria-label={t('popup_panel')}
      onClick={() => void open()}
    >
      <Icon name="panel" size={18} />
    </button>
  );
}

function panelPath(tabId: number): string {
  return `src/popup/index.html?tabId=${tabId}&panel`;
}

/** Opened as a page of its own, which stays. */
function isPage(): boolean {
  return new URLSearchParams(location.search).has('tabId');
}
