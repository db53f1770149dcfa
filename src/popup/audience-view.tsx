import { EXPRESSIONS, STYLE } from '../expressions';
import type { AudienceNow } from '../messages';
import { LEAST } from '../session/audience';
import { Glyph } from '../ui/glyph';
import './audience-view.css';

/** The sum of everyone but the user: how many faces appear what, and nobody's name. */
export function AudienceView({ audience }: { audience: AudienceNow | null }) {
  if (!audience) {
    return (
      <p class="quiet nobody">
        Fewer than {LEAST} faces can be read at the moment. A sum is shown and kept from {LEAST} on: of fewer it would
        say what one of them shows.
      </p>
    );
  }
  const faces = audience.counts.reduce((sum, count) => sum + count.faces, 0);
  const of = (name: (typeof SHOWN)[number]) =>
    audience.counts.find(({ expression }) => expression === name)?.faces ?? 0;
  return (
    <section aria-label="The audience">
      <p class="quiet small">
        {faces} {faces === 1 ? 'face' : 'faces'} read of {audience.people} {audience.people === 1 ? 'person' : 'people'}
      </p>
      <ul class="audience">
        {SHOWN.map((name) => (
          <li key={name} data-expression={name ?? 'unsure'} data-faces={of(name)}>
            <Glyph name={name ?? 'unsure'} size={20} />
            <span>{name ? `appear ${STYLE[name].word}` : 'unsure'}</span>
            <span class="audience-track" aria-hidden="true">
              <span
                style={{ width: `${(100 * of(name)) / faces}%`, background: name ? STYLE[name].color : undefined }}
              />
            </span>
            <b>{of(name)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In a fixed order, as everywhere: rows that change places cannot be read. */
const SHOWN = [...EXPRESSIONS, null] as const;
