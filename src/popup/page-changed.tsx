import { useState } from 'preact/hooks';
import { sendToTab, sentence } from '../bridge/requests';
import { Message } from '../ui/message';

interface Props {
  readonly siteLabel: string;
  readonly tabId: number;
  /** Told a sentence when copying fails, and null when it begins. */
  readonly onProblem: (message: string | null) => void;
}

/** Said where a site is not as Facet's rules know it. */
export function PageChanged({ siteLabel, tabId, onProblem }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    onProblem(null);
    try {
      const { text } = await sendToTab(tabId, 'content.report', {});
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch (error) {
      onProblem(`The report could not be copied: ${sentence(error)}`);
    }
  };
  return (
    <Message kind="note">
      <p>{siteLabel}’s page has changed; names may be missing. Facet goes on by what it sees.</p>
      <button type="button" class="button small" onClick={() => void copy()}>
        Copy a report of the page
      </button>
      <p class="quiet small">
        {copied
          ? 'Copied. Look it through, then paste it into an issue of Facet.'
          : 'For Facet’s makers: how the page is built, with no names, texts or pictures.'}
      </p>
    </Message>
  );
}
