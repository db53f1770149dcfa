import { useState } from 'preact/hooks';
import { sentence } from '../bridge/requests';
import { Icon } from '../ui/icon';
import { Message } from '../ui/message';

/** To paste into a call's chat: whoever is read must be told. */
const SENTENCE =
  'For your information: I use Facet, a browser extension that estimates, on my computer only, which facial expressions appear in this call. No picture is kept or sent. Tell me if you do not want to be read, and I will leave you out.';

/** What to do once the user agreed. */
export function NextSteps() {
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(SENTENCE).then(
      () => setCopied(true),
      (error: unknown) =>
        setProblem(`It could not be copied: ${sentence(error)} Mark the sentence and copy it by hand.`),
    );
  return (
    <section class="card">
      <h2>What comes next</h2>
      <ol class="steps">
        <li>
          <h3>Try it on yourself</h3>
          <p class="quiet">Your own camera, in a page of Facet’s.</p>
          <a class="button" href="/src/options/index.html#camera">
            <Icon name="camera" size={14} />
            Try my camera
          </a>
        </li>
        <li>
          <h3>Pin its button</h3>
          <p class="quiet">
            Press the jigsaw piece to the right of the address, then the pin beside Facet: so its button stays in sight.
          </p>
        </li>
        <li>
          <h3>Tell the others</h3>
          <blockquote>{SENTENCE}</blockquote>
          {problem && <Message kind="error">{problem}</Message>}
          <button type="button" class="button" onClick={() => void copy()}>
            Copy this sentence
          </button>
          <span class="quiet" role="status">
            {copied && 'Copied. Paste it into the call’s chat.'}
          </span>
        </li>
        <li>
          <h3>Start it in a call</h3>
          <p class="quiet">
            Open a call in Google Meet, Zoom’s web client or another page, press Facet’s button and then Start. The line
            at the page’s upper edge says that it reads; a click on it stops.
          </p>
        </li>
      </ol>
    </section>
  );
}
