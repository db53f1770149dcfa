import type { Brush } from './brush';
import { mix, type Rgb, shade } from './color';
import type { Muscles } from './expressions';
import type { Person } from './people';
import type { Surfaces, Turn } from './surface';

/** What every part of the drawing needs: who sits there, what the face does, and the brush to draw with. */
export interface Sitter {
  readonly brush: Brush;
  readonly on: Surfaces;
  readonly person: Person;
  readonly muscles: Muscles;
  readonly turn: Turn;
  /** 0 open, 1 shut. */
  readonly blink: number;
  readonly tones: Tones;
  /** The chin's height with the jaw where it is. */
  readonly chin: number;
}

export interface Tones {
  readonly skin: Rgb;
  readonly light: Rgb;
  readonly shadow: Rgb;
  readonly deepShadow: Rgb;
  readonly lips: Rgb;
}

export function tonesOf({ skin, lips }: Person): Tones {
  return {
    skin,
    light: mix(skin, [255, 246, 236], 0.55),
    shadow: shade(skin, 0.55),
    deepShadow: shade(skin, 0.3),
    lips: lips ?? mix(shade(skin, 0.78), [165, 70, 70], 0.35),
  };
}
