import type { ComponentChildren } from 'preact';
import { wholePercent } from '../expressions';
import { Glyph, type GlyphName } from './glyph';
import './face-line.css';

interface Props {
  readonly title: ComponentChildren;
  readonly glyph: GlyphName;
  /** "appears happy", or why nothing is said. */
  readonly words: string;
  /** 0 to 1; left out where nothing is claimed. */
  readonly confidence?: number;
  /** "smiles more than usual"; null or left out where the face is not compared. */
  readonly usual?: string | null;
}

/** Who, what their face appears to show, and how sure that is. */
export function FaceLine({ title, glyph, words, confidence, usual = null }: Props) {
  return (
    <div class="line">
      <Glyph name={glyph} size={30} />
      <div class="who">
        <h3>{title}</h3>
        <p class="reading quiet">{words}</p>
        {usual !== null && <p class="usual quiet">{usual}</p>}
      </div>
      {confidence !== undefined && (
        <p class="confidence" title="How sure the model is of this expression">
          {wholePercent(confidence)}
          <span>%</span>
        </p>
      )}
    </div>
  );
}
