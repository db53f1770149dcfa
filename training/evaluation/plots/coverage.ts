import type { ShareMeasures } from '../../metrics/vote-shares';
import { dot, drawing, line, text } from './svg';

const PLOT_SIDE = 360;
const LEFT = 56;
const TOP = 48;
/** Least precision shown. */
const LOW = 0.8;

/** Precision–coverage curve: how many faces are named, and how many of these rightly, by the share from which one names. */
export function coveragePlot({ coverage, count }: ShareMeasures): string {
  const x = (named: number) => LEFT + named * PLOT_SIDE;
  const y = (right: number) => TOP + (PLOT_SIDE * (1 - Math.max(LOW, right))) / (1 - LOW);
  const base = TOP + PLOT_SIDE;
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => {
    const right = LOW + part * (1 - LOW);
    return [
      line('grid', LEFT, y(right), LEFT + PLOT_SIDE, y(right)),
      text(`${Math.round(right * 100)} %`, LEFT - 8, y(right) + 4, 'end', 'quiet'),
      text(`${part * 100} %`, x(part), base + 16, 'middle', 'quiet'),
    ];
  });
  const points = coverage.flatMap(({ from, named, right }, i) => {
    const next = coverage[i + 1];
    return [
      ...(next ? [line('line', x(named), y(right), x(next.named), y(next.right))] : []),
      dot(x(named), y(right)),
      text(`${from * 100} %`, x(named) - 8, y(right) + 14, 'end', 'quiet'),
    ];
  });
  return drawing(
    LEFT + PLOT_SIDE + 24,
    base + 44,
    `Naming from a share on: what is named, and rightly (${count} pictures)`,
    [
      ...ticks,
      ...points,
      text(
        'named, of all pictures (upwards: right, of those named)',
        LEFT + PLOT_SIDE / 2,
        base + 34,
        'middle',
        'quiet',
      ),
    ],
  );
}
