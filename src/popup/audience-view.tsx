import { type Classes, styleOf } from '../classes';
import type { AudienceNow } from '../messages';
import { LEAST } from '../session/audience';
import { Glyph } from '../ui/glyph';
import './audience-view.css';

/** The sum of everyone but the user: how many faces appear what, and nobody's name. */
export function AudienceView({ audience, classes }: { audience: AudienceNow | null; classes: Classes }) {
  if (!audience) {
    return (
      <p class="quiet nobody">
        Fewer than {LEAST} faces can be read at the moment. A sum is shown and kept from {LEAST} on: of fewer it would
        say what one of them shows.
      </p>
    );
  }
  const faces = audience.counts.reduce((sum, count) => sum + count.faces, 0);
  const of = (name: string | null) => audience.counts.find(({ expression }) => expression === name)?.faces ?? 0;
  // In a fixed order, as everywhere: rows that change places cannot be read.
  const shown = [...classes.map((kind) => ({ kind, ...styleOf(kind) })), UNSURE];
  return (
    <section aria-label="The audience">
      <p class="quiet small">
        {faces} {faces === 1 ? 'face' : 'faces'} read of {audience.people} {audience.people === 1 ? 'person' : 'people'}
      </p>
      <ul class="audience">
        {shown.map(({ kind, name, word, color }) => (
          <li key={name} data-expression={name ?? 'unsure'} data-faces={of(name)}>
            <Glyph name={kind} size={20} />
            <span>{name ? `appear ${word}` : word}</span>
            <span class="audience-track" aria-hidden="true">
              <span style={{ width: `${(100 * of(name)) / faces}%`, background: color }} />
            </span>
            <b>{of(name)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

const UNSURE = { kind: 'unsure', name: null, word: 'unsure', color: undefined } as const;
