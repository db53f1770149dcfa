import { type Classes, styleOf } from '../classes';
import { appear } from '../i18n/class-words';
import { t } from '../i18n/t';
import type { AudienceNow } from '../messages';
import { MIN_AUDIENCE } from '../session/audience';
import { Glyph } from '../ui/glyph';
import './audience-view.css';

/** The sum of everyone but the user: how many faces appear what, and nobody's name. */
export function AudienceView({ audience, classes }: { audience: AudienceNow | null; classes: Classes }) {
  if (!audience) return <p class="quiet nobody">{t('audience_tooFew', { least: MIN_AUDIENCE })}</p>;
  const faces = audience.counts.reduce((sum, count) => sum + count.faces, 0);
  const of = (name: string | null) => audience.counts.find(({ expression }) => expression === name)?.faces ?? 0;
  // In a fixed order, as everywhere: rows that change places cannot be read.
  const unsure = { kind: 'unsure', name: null, words: t('unsure'), color: undefined } as const;
  const shown = [...classes.map((kind) => ({ kind, words: appear(kind), ...styleOf(kind) })), unsure];
  return (
    <section aria-label={t('audience_label')}>
      <p class="quiet small">
        {t('audience_read', { faces: t('faces', { count: faces }), people: t('people', { count: audience.people }) })}
      </p>
      <ul class="audience">
        {shown.map(({ kind, name, words, color }) => (
          <li key={name} data-expression={name ?? 'unsure'} data-faces={of(name)}>
            <Glyph name={kind} size={20} />
            <span>{words}</span>
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
