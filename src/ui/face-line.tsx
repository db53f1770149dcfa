import type { ComponentChildren } from 'preact';
import type { ModelClass } from '../classes';
import { wholePercent } from '../expressions';
import { shareWords } from '../i18n/class-words';
import { percent } from '../i18n/format';
import { Glyph, type GlyphName } from './glyph';
import './face-line.css';

interface Props {
  readonly title: ComponentChildren;
  readonly glyph: GlyphName;
  /** "appears happy", or why nothing is said. */
  readonly words: string;
  /** What is claimed, if something is, and the share of people who would say so, 0 to 1. */
  readonly claim?: { readonly kind: ModelClass; readonly confidence: number };
  /** "smiles more than usual"; null or left out where the face is not compared. */
  readonly usual?: string | null;
  /** One below the heading that it stands under. */
  readonly heading?: 'h2' | 'h3';
}

/** Who, what their face appears to show, and how many would say so. */
export function FaceLine({ title, glyph, words, claim, usual = null, heading: Heading = 'h3' }: Props) {
  return (
    <div class="line">
      <Glyph name={glyph} size={30} />
      <div class="who">
        <Heading>{title}</Heading>
        <p class="reading quiet" title={words}>
          {words}
        </p>
        {usual !== null && (
          <p class="usual quiet" title={usual}>
            {usual}
          </p>
        )}
      </div>
      {claim && (
        <p class="confidence" title={shareWords(claim.kind, claim.confidence)}>
          {percent(wholePercent(claim.confidence))}
        </p>
      )}
    </div>
  );
}
