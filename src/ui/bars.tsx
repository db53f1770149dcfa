import { type Classes, type ModelClass, styleOf } from '../classes';
import { type Probabilities, wholePercent } from '../expressions';
import { nameOf, shareWords } from '../i18n/class-words';
import { percent } from '../i18n/format';
import './bars.css';

interface Props {
  readonly probabilities: Probabilities;
  /** What the probabilities stand for. */
  readonly classes: Classes;
  /** What the face is said to appear; its bar stands out. null: unsure, and none does. */
  readonly expression: string | null;
}

/** One bar per class of the model, in a fixed order: bars that change places cannot be read. */
export function Bars({ probabilities, expression, classes }: Props) {
  return (
    <ul class="bars" style={{ '--rows': Math.ceil(classes.length / 2) }}>
      {classes.map((kind, i) => (
        <Bar key={kind.name} kind={kind} share={probabilities[i] ?? 0} shown={kind.name === expression} />
      ))}
    </ul>
  );
}

function Bar({ kind, share, shown }: { kind: ModelClass; share: number; shown: boolean }) {
  const { name, color } = styleOf(kind);
  const label = nameOf(kind);
  const whole = wholePercent(share);
  return (
    <li class={shown ? 'bar shown' : 'bar'} data-expression={name} title={shareWords(kind, share)}>
      <span class="bar-name" aria-hidden="true">
        {label}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be coloured per expression */}
      <span
        class="bar-track"
        role="meter"
        aria-label={label}
        aria-valuenow={whole}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={percent(whole)}
      >
        <span class="bar-fill" style={{ background: color, transform: `scaleX(${share})` }} />
      </span>
      <span class="bar-value" aria-hidden="true">
        {percent(whole)}
      </span>
    </li>
  );
}
