import { MODES, type Mode } from '../mode';
import './mode-choice.css';

export const MODE_WORDS: Readonly<
  Record<Mode, { readonly name: string; readonly short: string; readonly what: string }>
> = {
  mirror: {
    name: 'Mirror',
    short: 'Only me',
    what: 'Only your own camera: for practising. No picture of anyone else is taken.',
  },
  audience: {
    name: 'Audience',
    short: 'All others as one',
    what: 'Only the sum of all others, from three people on: how many appear happy, surprised and so on. No one’s name or reading is shown or kept.',
  },
  people: {
    name: 'People',
    short: 'Each by name',
    what: 'Each person by name, you too. Tell everyone first.',
  },
};

interface Props {
  /** null: none yet. */
  readonly chosen: Mode | null;
  readonly onChoose: (mode: Mode) => void;
  /** Names alone, where there is little room. */
  readonly isSmall?: boolean;
}

/** Whose expressions are read. */
export function ModeChoice({ chosen, onChoose, isSmall = false }: Props) {
  return (
    <fieldset class={isSmall ? 'modes small-modes' : 'modes'}>
      <legend class={isSmall ? 'visually-hidden' : ''}>Whose expressions are read</legend>
      {MODES.map((mode) => (
        <label key={mode} class="mode">
          <input type="radio" name="mode" checked={mode === chosen} onChange={() => onChoose(mode)} />
          <span>
            <strong>{MODE_WORDS[mode].name}</strong>
            <span class="quiet">{isSmall ? MODE_WORDS[mode].short : MODE_WORDS[mode].what}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
