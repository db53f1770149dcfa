import { type Classes, classNamed, styleOf } from '../classes';
import type { Moment } from '../messages';

const WIDTH = 3;
const HEIGHT = 22;

/** The last two minutes as bars: as high as the share of people who would say so, in the expression's colour. */
export function Spark({ history, classes }: { history: readonly (Moment | null)[]; classes: Classes }) {
  const width = history.length * WIDTH;
  return (
    <svg
      class="spark"
      width={width}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      height={HEIGHT}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {history.map((moment, i) => {
        if (!moment || moment.confidence === null) return null;
        const height = Math.max(2, moment.confidence * HEIGHT);
        const fill = moment.expression ? styleOf(classNamed(classes, moment.expression)).color : 'var(--line-strong)';
        return <rect key={i} x={i * WIDTH} y={HEIGHT - height} width={WIDTH - 1} height={height} fill={fill} />;
      })}
    </svg>
  );
}
