import { styleOf } from '../../classes';
import { BrokenModel, type ModelMetadata } from '../../engine/model-metadata';
import { type OwnModel, parseOwn } from '../../engine/own-model';
import { sentence } from '../../sentence';
import { Message } from '../../ui/message';
import { type Fact, modelFacts } from '../about/model-card';
import type { OwnModelState } from './use-own-model';
import './model.css';

/** Which model reads, and how to bring another one. */
export function ModelSection({ own: { model, busy, problem, load, goBack } }: { own: OwnModelState }) {
  return (
    <section class="card" aria-label="The model that reads">
      <h2>The model that reads</h2>
      {model && <Brought model={model} />}
      {model === null && <p>Facet reads with its own model.</p>}
      {problem && <Message kind="error">{problem}</Message>}
      {busy && (
        <p class="waiting" role="status">
          <span class="spinner" />
          Checking the model
        </p>
      )}
      <div class="toolbar">
        <FileButton words={model ? 'Load another folder' : 'Load a model’s folder'} folder busy={busy} onFiles={load} />
        <FileButton words="Load a zip file" busy={busy} onFiles={load} />
        {model && (
          <button type="button" class="button small" disabled={busy} onClick={goBack}>
            Go back to Facet’s own model
          </button>
        )}
      </div>
      <p class="quiet small">
        A model that you trained (training/README.md says how) reads in place of Facet’s own, with its own classes: in
        calls that you start from now on, and in this page. It is a network’s numbers, never a program; it is checked,
        and kept in this browser alone.
      </p>
    </section>
  );
}

function Brought({ model }: { model: OwnModel }) {
  const read = parsedOr(model);
  if (typeof read === 'string')
    return (
      <Message kind="error">
        The model that you brought cannot be used: {read}. Load it again, or go back to Facet’s own.
      </Message>
    );
  const { version, classes } = read;
  return (
    <>
      <p>
        Facet reads with a model that you brought: <b>{version}</b>.
      </p>
      <ul class="model-classes" aria-label="What it tells apart">
        {classes.map((kind) => (
          <li key={kind.name}>
            <i style={{ background: styleOf(kind).color }} />
            {styleOf(kind).word}
          </li>
        ))}
      </ul>
      <dl class="pairs">
        {factsOf(model).map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What a kept model says of itself, or why this version of Facet does not take it any more. */
function parsedOr(model: OwnModel): ModelMetadata | string {
  try {
    return parseOwn(model);
  } catch (error) {
    return error instanceof BrokenModel ? error.why : sentence(error);
  }
}

function factsOf({ json, weights, digests }: OwnModel): Fact[] {
  const { userDefinedMetadata } = JSON.parse(json) as { userDefinedMetadata?: unknown };
  const kilobytes = ((json.length + weights.byteLength) / 1000).toFixed(0);
  return [
    ...modelFacts(userDefinedMetadata).filter(({ term }) => term !== 'Version' && term !== 'Expressions'),
    { term: 'Size', value: `${kilobytes} KB` },
    { term: 'SHA-256 of model.json', value: digests.json },
    { term: 'SHA-256 of its weights', value: digests.weights },
  ];
}

interface FileButtonProps {
  readonly words: string;
  readonly folder?: true;
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

function FileButton({ words, folder, busy, onFiles }: FileButtonProps) {
  return (
    <label class={busy ? 'button small busy' : 'button small'}>
      {words}
      <input
        type="file"
        class="visually-hidden"
        disabled={busy}
        // As an attribute: browsers know it, types of JSX do not.
        {...(folder ? { webkitdirectory: true } : { accept: '.zip', multiple: false })}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same files can then be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </label>
  );
}
