import { EXPRESSIONS, type Expression, type Probabilities, STYLE, top } from '../expressions';
import './bars.css';

interface Props {
  /** null: nothing was read yet, and the bars are empty. */
  readonly probabilities: Probabilities | null;
  /** What the model knows; others get no bar. */
  readonly labels?: readonly Expression[];
}

/** One bar per expression, in a fixed order: bars that change places cannot be read. */
export function Bars({ probabilities, labels = EXPRESSIONS }: Props) {
  const likeliest = probabilities && EXPRESSIONS[top(probabilities)];
  return (
    <ul class="bars">
      {labels.map((name) => (
        <Bar
          key={name}
          name={name}
          share={probabilities?.[EXPRESSIONS.indexOf(name)] ?? 0}
          likeliest={name === likeliest}
        />
      ))}
    </ul>
  );
}

function Bar({ name, share, likeliest }: { name: Expression; share: number; likeliest: boolean }) {
  const percent = Math.round(share * 100);
  return (
    <li class={likeliest ? 'bar likeliest' : 'bar'} data-expression={name}>
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
