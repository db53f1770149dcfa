import { useEffect, useState } from 'preact/hooks';
import { assetsUnder } from '../../engine/assets';
import { SHARE_MEANING } from '../../expressions';
import { report } from '../../report';
import { Message } from '../../ui/message';
import { Notice } from '../../ui/notice';
import type { LocalEngine } from '../local-engine';
import { ModelSection } from '../model/model-section';
import { useOwnModel } from '../model/use-own-model';
import { CopyErrors } from './copy-errors';
import { type Fact, modelFacts } from './model-card';

const LIMITS: readonly string[] = [
  'Anger, fear, disgust and contempt are rare in its training pictures, and read worst.',
  'Glasses, beards, masks, dim light, small or turned faces, and ages or looks that its pictures lack make it worse.',
  'It names an expression only; why a face looks so, it cannot know. A scowl goes with anger about one time in three (Barrett et al. 2019).',
  'Where it is not sure it says “unsure”. Even when it is sure, it can be wrong.',
];

/** The model card in short; models/README.md has the whole of it. */
export function About({ engine }: { engine: LocalEngine }) {
  const own = useOwnModel(engine);
  const [facts, setFacts] = useState<readonly Fact[] | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    readMetadata().then(
      (metadata) => setFacts(modelFacts(metadata)),
      (error: unknown) => {
        report('reading the model’s card', error);
        setMissing(true);
      },
    );
  }, []);
  return (
    <>
      <p class="lead quiet">Facet {chrome.runtime.getManifest().version}, with an expression model of its own.</p>
      {missing && <Message kind="error">The model’s file could not be read. Install Facet again.</Message>}
      <ModelSection own={own} />
      <section class="card">
        <h2>{own.model ? 'How good Facet’s own model is' : 'How good it is'}</h2>
        <dl class="pairs">
          {facts?.map(({ term, value }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="quiet small">
          {SHARE_MEANING} For scale: on the clear pictures, one person alone says what most of nine others say in 85 %
          of cases (FER+).
        </p>
      </section>
      <section class="card">
        <h2>What it cannot do</h2>
        <ul class="limits">
          {LIMITS.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Privacy and law</h2>
        <Notice />
      </section>
      <CopyErrors />
      <p class="quiet small">
        Facet is free software under the MIT licence, and contains other free software:{' '}
        <a href={chrome.runtime.getURL('THIRD-PARTY-LICENSES.txt')}>licences</a>,{' '}
        <a href={chrome.runtime.getURL('NOTICE.txt')}>notice</a>.
      </p>
    </>
  );
}

async function readMetadata(): Promise<unknown> {
  const answer = await fetch(assetsUnder(chrome.runtime.getURL('')).expressionModel);
  return ((await answer.json()) as { userDefinedMetadata?: unknown }).userDefinedMetadata;
}
