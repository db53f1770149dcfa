import { EXPRESSIONS, type Expression, type Probabilities, peopleWords, STYLE, wholePercent } from '../expressions';
import './bars.css';

interface Props {
  readonly probabilities: Probabilities;
  /** What the model knows; others get no bar. */
  readonly labels?: readonly Expression[];
  /** What the face is said to appear; its bar stands out. null: unsure, and none does. */
  readonly expression: Expression | null;
}

/** One bar per expression, in a fixed order: bars that change places cannot be read. */
export function Bars({ probabilities, expression, labels = EXPRESSIONS }: Props) {
  return (
    <ul class="bars">
      {labels.map((name) => (
        <Bar key={name} name={name} share={probabilities[EXPRESSIONS.indexOf(name)] ?? 0} shown={name === expression} />
      ))}
    </ul>
  );
}

function Bar({ name, share, shown }: { name: Expression; share: number; shown: boolean }) {
  const percent = wholePercent(share);
  return (
    <li class={shown ? 'bar shown' : 'bar'} data-expression={name} title={peopleWords(name, share)}>
      <span aria-hidden="true">{name}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a <meter> cannot be coloured per expression */}
      <span
        class="bar-track"
        role="meter"
        aria-label={name}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={`${percent} %`}
      >
        <span class="bar-fill" style={{ background: STYLE[name].color, transform: `scaleX(${share})` }} />
      </span>
      <span class="bar-value" aria-hidden="true">
        {percent}%
      </span>
    </li>
  );
}
