import { styleOf } from '../../classes';
import type { ModelMetadata } from '../../engine/model-metadata';
import { BrokenModel } from '../../engine/model-metadata';
import { type OwnModel, parseOwn } from '../../engine/own-model';
import { wordOf } from '../../i18n/class-words';
import { problemWords } from '../../i18n/problem-words';
import { parts, t } from '../../i18n/t';
import { IdleButton } from '../../ui/idle-button';
import { Message } from '../../ui/message';
import { bytes } from '../../ui/times';
import { type Fact, modelFacts } from '../about/model-card';
import { FileButton } from './file-button';
import type { OwnModelState } from './use-own-model';
import './model.css';

/** Which model reads, and how to bring another one. */
export function ModelSection({ own: { model, busy, problem, load, goBack } }: { own: OwnModelState }) {
  return (
    <section class="card" aria-label={t('own')}>
      <h2>{t('own')}</h2>
      {model && <Brought model={model} />}
      {model === null && <p>{t('own_facet')}</p>}
      {problem && <Message kind="error">{problem}</Message>}
      {busy && (
        <p class="waiting" role="status">
          <span class="spinner" />
          {t('own_checking')}
        </p>
      )}
      <div class="toolbar">
        <FileButton words={t(model ? 'own_loadOther' : 'own_loadFolder')} folder busy={busy} onFiles={load} />
        <FileButton words={t('own_loadZip')} busy={busy} onFiles={load} />
        {model && (
          <IdleButton isIdle={busy} {...(busy ? { why: t('own_wait') } : {})} onPress={goBack}>
            {t('own_back')}
          </IdleButton>
        )}
      </div>
      <p class="quiet small">{t('own_what')}</p>
    </section>
  );
}

function Brought({ model }: { model: OwnModel }) {
  const read = parsedOr(model);
  if (read instanceof BrokenModel)
    return <Message kind="error">{problemWords({ code: 'model_kept', why: read.why })}</Message>;
  const { version, classes } = read;
  return (
    <>
      <p>{parts('own_brought', { model: <b key="model">{version}</b> })}</p>
      <ul class="model-classes" aria-label={t('own_classes')}>
        {classes.map((kind) => (
          <li key={kind.name}>
            <i style={{ background: styleOf(kind).color }} />
            {wordOf(kind)}
          </li>
        ))}
      </ul>
      <dl class="pairs">
        {factsOf(model).map(({ term, value }) => (
          <div key={term}>
            <dt>{t(term)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What a kept model says of itself, or why this version of Facet does not take it any more. */
function parsedOr(model: OwnModel): ModelMetadata | BrokenModel {
  try {
    return parseOwn(model);
  } catch (error) {
    if (error instanceof BrokenModel) return error;
    throw error;
  }
}

function factsOf({ json, weights, digests }: OwnModel): Fact[] {
  const { userDefinedMetadata } = JSON.parse(json) as { userDefinedMetadata?: unknown };
  return [
    ...modelFacts(userDefinedMetadata).filter(({ term }) => term !== 'fact_version' && term !== 'fact_expressions'),
    { term: 'own_size', value: bytes(json.length + weights.byteLength) },
    { term: 'own_jsonHash', value: digests.json },
    { term: 'own_weightsHash', value: digests.weights },
  ];
}
