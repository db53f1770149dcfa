import browser from 'webextension-polyfill';
import { t } from '../i18n/t';
import { Icon } from '../ui/icon';
import mark from '../ui/icons/facet.svg';
import { PanelButton } from './panel-button';
import type { View } from './view';

interface Props {
  readonly view: View;
  /** Of the call whose side panel may be opened; null where there is none, or this is it. */
  readonly panelTab: number | null;
  readonly onProblem: (message: string) => void;
}

/** Name, state in a word, and the ways to the side panel and the options. */
export function Header({ view, panelTab, onProblem }: Props) {
  const { text, kind } = stateOf(view);
  return (
    <header>
      <img src={mark} alt="" width="26" height="26" />
      <h1>Facet</h1>
      <p class={`state ${kind}`} role="status">
        {text}
      </p>
      {panelTab !== null && <PanelButton tabId={panelTab} onProblem={onProblem} />}
      <button
        type="button"
        class="icon-button"
        title={t('popup_options')}
        aria-label={t('popup_options')}
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        <Icon name="settings" size={18} />
      </button>
    </header>
  );
}

function stateOf(view: View): { text: string; kind: 'on' | 'busy' | 'broken' | 'off' } {
  if (view.is === 'starting') return { text: t('popup_starting'), kind: 'busy' };
  if (view.is === 'nobody') return { text: t('popup_reading', { site: view.siteLabel }), kind: 'on' };
  if (view.is !== 'reading') return { text: view.is === 'ready' ? t('popup_ready') : '', kind: 'off' };
  const { state } = view.snapshot.engine;
  if (state === 'failed') return { text: t('popup_failed'), kind: 'broken' };
  if (state === 'loading') return { text: t('popup_loading'), kind: 'busy' };
  return { text: t('popup_reading', { site: view.snapshot.siteLabel }), kind: 'on' };
}
