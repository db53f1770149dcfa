import type { ClassMeasures } from '../../metrics/classification';
import { drawing, line, rectangle, text } from './svg';

const LEFT = 150;
const WIDTH = 380;
const BAR = 12;
const GROUP = 3 * BAR + 16;
const TOP = 78;
const SERIES = [
  ['a', 'precision'],
  ['b', 'recall'],
  ['c', 'f1'],
] as const;

/** Precision, recall and F1 of every class, as bars. */
export function perClassPlot(perClass: readonly ClassMeasures[], classes: readonly string[]): string {
  const bottom = TOP + perClass.length * GROUP;
  const legend = SERIES.flatMap(([kind, name], i) => [
    rectangle(kind, LEFT + i * 100, 46, BAR, BAR),
    text(name === 'f1' ? 'F1' : name, LEFT + i * 100 + 18, 57),
  ]);
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    line('grid', LEFT + share * WIDTH, TOP - 6, LEFT + share * WIDTH, bottom),
    text(`${share * 100} %`, LEFT + share * WIDTH, bottom + 18, 'middle', 'quiet'),
  ]);
  const groups = perClass.flatMap((measures, k) => {
    const top = TOP + k * GROUP;
    return [
      text(classes[k]!, LEFT - 12, top + 18, 'end'),
      text(`${measures.count} pictures`, LEFT - 12, top + 33, 'end', 'quiet'),
      ...SERIES.flatMap(([kind, name], s) => [
        rectangle(kind, LEFT, top + s * BAR, WIDTH * measures[name], BAR - 2),
        text((100 * measures[name]).toFixed(0), LEFT + WIDTH * measures[name] + 5, top + s * BAR + 9, 'start', 'quiet'),
      ]),
    ];
  });
  return drawing(LEFT + WIDTH + 40, bottom + 32, 'Precision, recall and F1 by class', [...legend, ...ticks, ...groups]);
}
