import { drawing, rectangle, text } from './svg';

const CELL = 62;
const LEFT = 104;
const TOP = 84;

/** Rows: what a picture shows; columns: what the network said. Shade and percentage are shares of the row. */
export function confusionPlot(confusion: readonly (readonly number[])[], classes: readonly string[]): string {
  const columns = classes.map((name, k) => text(name, LEFT + (k + 0.5) * CELL, TOP - 8, 'middle', 'quiet'));
  const rows = confusion.flatMap((row, truth) => {
    const sum = row.reduce((a, b) => a + b, 0);
    const top = TOP + truth * CELL;
    const cells = row.flatMap((count, answer) => {
      const share = sum > 0 ? count / sum : 0;
      const left = LEFT + answer * CELL;
      const kind = share > 0.5 ? 'on' : '';
      // Leaps where the writing changes its colour, so that both can be read.
      const shade = share > 0.5 ? 0.4 + 0.6 * share : Math.max(0.04, 0.8 * share);
      const cell = rectangle('a', left, top, CELL - 2, CELL - 2, { 'fill-opacity': shade });
      if (count === 0) return [cell];
      return [
        cell,
        text(`${(100 * share).toFixed(0)} %`, left + CELL / 2 - 1, top + CELL / 2 - 1, 'middle', kind),
        text(String(count), left + CELL / 2 - 1, top + CELL / 2 + 15, 'middle', kind || 'quiet'),
      ];
    });
    return [text(classes[truth]!, LEFT - 10, top + CELL / 2 + 4, 'end'), ...cells];
  });
  const size = classes.length * CELL;
  return drawing(LEFT + size + 16, TOP + size + 16, 'Confusion: shown (rows) and said (columns)', [
    text('shown ↓  said →', LEFT - 10, TOP - 8, 'end', 'quiet'),
    ...columns,
    ...rows,
  ]);
}
