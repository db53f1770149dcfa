import { type Classes, KNOWN_CLASSES, meaningOf } from '../classes';
import { EXPRESSIONS } from '../expressions';

interface Column {
  readonly name: string;
  readonly meaning: string;
}

const BEFORE: readonly Column[] = [
  { name: 'session_id', meaning: 'The session; one call that was read is one session.' },
  { name: 'site', meaning: 'Where the call took place, or the name of the file.' },
  { name: 'mode', meaning: 'mirror (only the own camera), audience (no names) or people.' },
  { name: 'participant_id', meaning: 'The person; the same within a session.' },
  {
    name: 'name',
    meaning:
      'What the page called them in that second; where it named nobody, “Participant 3” in the browser’s language.',
  },
  { name: 'own', meaning: 'own for the user, other for everybody else.' },
  {
    name: 'camera_state',
    meaning:
      'on, off, still (the picture stands still) or busy (this machine could not keep up) in that second; empty where it was not noted (before 2026-11-27).',
  },
  { name: 'face', meaning: 'Number of the face in that person’s picture, from 1; empty where no face was read.' },
  { name: 'people', meaning: 'Faces that a row of an audience sums up; empty in rows of one face.' },
  { name: 'time_utc', meaning: 'Start of the second, ISO 8601, UTC.' },
  { name: 'time_local', meaning: 'The same by the user’s clock, with its offset.' },
  { name: 'utc_offset_minutes', meaning: 'Minutes that the user’s clock was ahead of UTC.' },
  { name: 'elapsed_seconds', meaning: 'Seconds since the session began.' },
  { name: 'expression', meaning: 'What the face appeared to show; unsure; empty where no face was read.' },
  {
    name: 'unsure_reason',
    meaning:
      'Why the second has no expression: too small, turned away, blurred, low confidence, changing; no camera (it was off); no reading (it was on, and no face was found, or no picture came in time: see camera_state).',
  },
  { name: 'confidence', meaning: 'Share of the likeliest expression, 0 to 1.' },
];

const AFTER: readonly Column[] = [
  { name: 'valence', meaning: 'Mean of the expressions’ places from unpleasant (−1) to pleasant (1); a convention.' },
  { name: 'detector_score', meaning: 'How sure the detector was that this is a face, 0 to 1.' },
  { name: 'samples', meaning: 'Readings in the second; 0 where no face was read.' },
  { name: 'agreement', meaning: 'Share of them that named the likeliest expression, 0 to 1.' },
  { name: 'model_version', meaning: 'The model that read it.' },
  { name: 'more_than_usual', meaning: 'What this face showed more than it usually does.' },
  ...EXPRESSIONS.map((name) => ({
    name: `${name}_deviation`,
    meaning: `How far ${name} was from this face’s usual, in units of its own spread.`,
  })),
  { name: 'baseline_seconds', meaning: 'Seconds of readings that the face’s usual rests on.' },
];

const TAKEN = new Set([...BEFORE, ...AFTER].map(({ name }) => name));

const MARKED = 'class_';

/** The column of a class: its name, unless another column has it, or could by this. */
const columnOf = ({ name }: Classes[number]) =>
  TAKEN.has(name) || name.startsWith(MARKED) ? `${MARKED}${name}` : name;

/**
 * The columns of an exported session, in order, with what each means: the data dictionary. One per class of the model that
 * read it.
 */
export function dictionaryOf(classes: Classes): readonly Column[] {
  const shares = classes.map((kind) => ({
    name: columnOf(kind),
    meaning: kind.own
      ? `How sure the model is of that (${kind.name}), 0 to 1.`
      : `Share of people who would call the face that (${kind.name}), 0 to 1.`,
  }));
  return [...BEFORE, ...shares, ...AFTER];
}

/** Of sessions that the bundled model read. */
export const DICTIONARY = dictionaryOf(KNOWN_CLASSES);

/** Names of an export's columns, in their order. */
export function columnsOf(classes: Classes): string[] {
  return dictionaryOf(classes).map(({ name }) => name);
}

export const COLUMNS: readonly string[] = columnsOf(KNOWN_CLASSES);

/** Which seconds have rows, in the words of the README and of the dictionary that is saved. */
export const ROWS_RULE =
  'One row per face and second. A second in which somebody was in the call and no face of theirs was read has one row without a face, which says why; a second without a row is one in which they were not there. Nothing is written for stretches of more than an hour in which nobody was read.';

/** The dictionary as a text file beside an export. */
export function dictionaryText(classes: Classes): string {
  const lines = dictionaryOf(classes).map(({ name, meaning }) => `${name}: ${meaning}`);
  return [ROWS_RULE, meaningOf(classes), '', ...lines, ''].join('\r\n');
}

/** The dictionary as the README's table. */
export function dictionaryTable(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = DICTIONARY.map(({ name, meaning }) => `| \`${name}\` | ${cell(meaning)} |`);
  return ['| column | meaning |', '| --- | --- |', ...rows].join('\n');
}
