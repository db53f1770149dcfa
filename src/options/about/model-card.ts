import { nameOf } from '../../i18n/class-words';
import { list, percent, number as written } from '../../i18n/format';
import { t } from '../../i18n/t';

/** What is told of a model. */
type Term =
  | `fact_${'version' | 'expressions' | 'clear' | 'alike' | 'older' | 'apart' | 'shareError' | 'data' | 'command'}`
  | `own_${'size' | 'jsonHash' | 'weightsHash'}`;

/** What a model's userDefinedMetadata says, as lines for people. Lines whose numbers are missing are left out. */
export interface Fact {
  readonly term: Term;
  readonly value: string;
}

export function modelFacts(metadata: unknown): Fact[] {
  const model = record(metadata);
  const { measured, trained } = { measured: record(model.measured), trained: record(model.trained) };
  const pictures = number(measured.ferplusPictures);
  const facts: (Fact | null)[] = [
    fact('fact_version', text(model.version)),
    fact(
      'fact_expressions',
      Array.isArray(model.labels) ? list(model.labels.map((name) => nameOf({ name: String(name) }))) : null,
    ),
    fact('fact_clear', share(measured.ferplusAccuracy, pictures)),
    fact('fact_alike', share(measured.ferplusMacroF1)),
    fact('fact_older', share(measured.fer2013Accuracy)),
    fact('fact_apart', share(measured.accuracy, number(measured.pictures))),
    fact('fact_shareError', points(measured.shareError)),
    fact('fact_data', text(trained.data)),
    fact('fact_command', text(trained.command)),
  ];
  return facts.filter((one) => one !== null);
}

function fact(term: Term, value: string | null): Fact | null {
  return value ? { term, value } : null;
}

function share(given: unknown, pictures: number | null = null): string | null {
  const value = number(given);
  if (value === null) return null;
  const words = percent(value * 100, 1);
  return pictures === null ? words : t('fact_of', { share: words, pictures });
}

function points(given: unknown): string | null {
  const value = number(given);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return value === null ? null : t('fact_points', { number: written(value * 100, digits) });
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value ? value : null;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
