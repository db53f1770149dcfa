import { type Classes, styleOf } from '../classes';
import { wordOf } from '../i18n/class-words';
import { t } from '../i18n/t';
import type { Row } from './order';
import './call-summary.css';

/** A face that is unsure, and somebody of whom nothing is read. */
const UNSURE = Symbol('unsure');
const NOTHING = Symbol('nothing');

/** How many faces of the call appear what, as one bar and in words. */
export function CallSummary({ rows, classes }: { rows: readonly Row[]; classes: Classes }) {
  const counts = countParts(rows);
  const parts = [
    ...classes.map((kind) => ({ id: kind.name, part: kind.name, words: wordOf(kind), color: styleOf(kind).color })),
    { id: 'unsure', part: UNSURE, words: t('unsure'), color: undefined },
    { id: 'nothing', part: NOTHING, words: t('summary_nothing'), color: undefined },
  ];
  // In a fixed order, as everywhere.
  const shown = parts.flatMap(({ part, ...one }) => {
    const count = counts.get(part);
    return count ? { ...one, count } : [];
  });
  return (
    <section class="summary" aria-label={t('summary')}>
      <div class="summary-bar" aria-hidden="true">
        {shown.map(({ id, count, color }) => (
          <span key={id} data-part={id} style={{ flexGrow: count, background: color }} />
        ))}
      </div>
      <ul class={shown.length > FEW ? 'small' : 'small few'}>
        {shown.map(({ id, words, count }) => (
          <li key={id}>
            {words} <b>{count}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Words that fit on one line, in any language. */
const FEW = 2;

function countParts(rows: readonly Row[]): ReadonlyMap<string | symbol, number> {
  const parts = rows.flatMap(({ participant, reading }): (string | symbol)[] => {
    const faces = participant.camera === 'on' ? (reading?.faces ?? []) : [];
    return faces.length > 0 ? faces.map(({ expression }) => expression ?? UNSURE) : [NOTHING];
  });
  const counts = new Map<string | symbol, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}
