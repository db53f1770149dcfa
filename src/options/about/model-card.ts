/** What a model's userDefinedMetadata says, as lines for people. Lines whose numbers are missing are left out. */
export interface Fact {
  readonly term: string;
  readonly value: string;
}

export function modelFacts(metadata: unknown): Fact[] {
  const model = record(metadata);
  const { measured, trained } = { measured: record(model.measured), trained: record(model.trained) };
  const pictures = number(measured.ferplusPictures);
  const facts: (Fact | null)[] = [
    fact('Version', text(model.version)),
    fact('Expressions', Array.isArray(model.labels) ? model.labels.join(', ') : null),
    fact('Right, where most people agree on the expression', percent(measured.ferplusAccuracy, pictures)),
    fact('The same, every expression counted alike (macro-F1)', percent(measured.ferplusMacroF1)),
    fact('Right, on the older labels of FER2013', percent(measured.fer2013Accuracy)),
    fact('Right, of the pictures that were kept apart', percent(measured.accuracy, number(measured.pictures))),
    fact('How far a percentage is from the share of people who say so, on average', points(measured.shareError)),
    fact('Trained on', text(trained.data)),
    fact('Trained with', text(trained.command)),
  ];
  return facts.filter((one) => one !== null);
}

function fact(term: string, value: string | null): Fact | null {
  return value ? { term, value } : null;
}

function percent(share: unknown, pictures: number | null = null): string | null {
  const value = number(share);
  if (value === null) return null;
  const count = pictures === null ? '' : ` of ${pictures.toLocaleString('en')} pictures that it never saw in training`;
  return `${(value * 100).toFixed(1)} %${count}`;
}

function points(share: unknown): string | null {
  const value = number(share);
  return value === null ? null : `${(value * 100).toFixed(1)} points`;
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
