/** An evaluation as Markdown. Pure. */
import { EXPRESSIONS } from '../src/expressions';
import { FER2013_CLASSES } from './dataset/labels';
import type { Evaluation } from './evaluate';
import type { Measures } from './metrics';

const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)} %`;

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function section(title: string, measures: Measures, names: readonly string[]): string {
  const [low, high] = measures.interval;
  const summary =
    `**${percent(measures.accuracy, 2)}** right of ${measures.count} (95 % interval ${percent(low)} to ${percent(high)}), ` +
    `macro-F1 ${measures.macroF1.toFixed(3)}, expected calibration error ${percent(measures.ece)} (15 bins).`;
  const perClass = table(
    ['class', 'pictures', 'precision', 'recall', 'F1'],
    measures.perClass.map((c, k) => [
      names[k]!,
      String(c.count),
      percent(c.precision),
      percent(c.recall),
      c.f1.toFixed(3),
    ]),
  );
  const confusion = table(
    ['truth ↓ answer →', ...names],
    measures.confusion.map((row, k) => [names[k]!, ...row.map(String)]),
  );
  return `## ${title}\n\n${summary}\n\n${perClass}\n\n${confusion}\n`;
}

/** @param about one line: what was measured, on what */
export function markdown(about: string, evaluation: Evaluation): string {
  const parts = [
    `# Evaluation\n\n${about}\n`,
    section(`FER+, 8 classes, at least ${evaluation.agreement} of 10 votes`, evaluation.ferplus, EXPRESSIONS),
  ];
  if (evaluation.fer2013) parts.push(section('FER2013, 7 classes, every picture', evaluation.fer2013, FER2013_CLASSES));
  if (evaluation.robustness) {
    const rows = evaluation.robustness.map(({ name, accuracy, lost }) => [
      name,
      percent(accuracy),
      (100 * lost).toFixed(1),
    ]);
    parts.push(
      `## Pictures as calls spoil them\n\nFER+ accuracy on the same pictures.\n\n${table(['', 'accuracy', 'points lost'], rows)}\n`,
    );
  }
  return parts.join('\n');
}
