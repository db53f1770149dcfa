import type { Measures } from '../../metrics/classification';
import { dot, drawing, line, rectangle, text } from './svg';

const PLOT_SIDE = 360;
const LEFT = 56;
const TOP = 48;
/** Height of the strip that shows how many pictures each bin has. */
const STRIP = 60;

/** Reliability diagram (Guo et al. 2017): how often answers are right, by how sure the network was. */
export function reliabilityPlot({ reliability, ece, count }: Measures): string {
  const x = (share: number) => LEFT + share * PLOT_SIDE;
  const y = (share: number) => TOP + PLOT_SIDE - share * PLOT_SIDE;
  const base = TOP + PLOT_SIDE + 40 + STRIP;
  const most = Math.max(1, ...reliability.map((bin) => bin.count));
  const width = PLOT_SIDE / reliability.length;
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    line('grid', LEFT, y(share), LEFT + PLOT_SIDE, y(share)),
    text(`${share * 100} %`, LEFT - 8, y(share) + 4, 'end', 'quiet'),
    text(`${share * 100} %`, x(share), base + 16, 'middle', 'quiet'),
  ]);
  const bars = reliability.flatMap((bin, i) => {
    if (bin.count === 0) return [];
    const left = LEFT + i * width + 1;
    const high = (STRIP * bin.count) / most;
    return [
      rectangle('a', left, y(bin.accuracy), width - 2, PLOT_SIDE * bin.accuracy, { 'fill-opacity': 0.75 }),
      rectangle('c', left, base - high, width - 2, high),
    ];
  });
  const dots = reliability.filter((bin) => bin.count > 0).map((bin) => dot(x(bin.confidence), y(bin.accuracy)));
  return drawing(
    LEFT + PLOT_SIDE + 24,
    base + 44,
    `Calibration: error ${(100 * ece).toFixed(1)} % of ${count} pictures`,
    [
      ...ticks,
      ...bars,
      line('line', x(0), y(0), x(1), y(1)),
      ...dots,
      text(
        'right (dots: at the mean confidence of the bin; dashed: perfect)',
        LEFT,
        TOP + PLOT_SIDE + 20,
        'start',
        'quiet',
      ),
      text('pictures per bin', LEFT, TOP + PLOT_SIDE + 36, 'start', 'quiet'),
      text('how sure the network was', LEFT + PLOT_SIDE / 2, base + 34, 'middle', 'quiet'),
    ],
  );
}
