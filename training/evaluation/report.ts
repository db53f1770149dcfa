/** An evaluation as Markdown, JSON and plots. Pure: file names and their contents. */
import type { Evaluation, Measured } from './evaluate';
import { confusionPlot } from './plots/confusion';
import { perClassPlot } from './plots/perClass';
import { reliabilityPlot } from './plots/reliability';
import { percent, range, table } from './tables';

/** evaluation.json: the numbers, and what they were measured of, on, and with. */
export interface EvaluationFile extends Evaluation {
  /** The network: model and version, or run and epoch. */
  readonly subject: string;
  /** SHA-256 by file name, where the network is an exported model. */
  readonly files?: Readonly<Record<string, string>>;
  readonly pictures: string;
  readonly command: string;
  readonly commit: string;
  readonly backend: string;
}

const PLOTS = ['reliability', 'confusion', 'classes'] as const;
const plotName = ({ id }: Measured, plot: (typeof PLOTS)[number]) => `${id}-${plot}.svg`;

/** What `evaluate --out` writes. @returns contents by file name */
export function reportFiles(evaluation: EvaluationFile): Record<string, string> {
  const files: Record<string, string> = {
    'evaluation.md': markdown(evaluation, { plots: true }),
    // Lists of numbers stay on one line each.
    'evaluation.json': `${JSON.stringify(evaluation, null, 1).replace(/\[[\s\d.,e-]+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`,
  };
  for (const measured of evaluation.measured) {
    files[plotName(measured, 'reliability')] = reliabilityPlot(measured);
    files[plotName(measured, 'confusion')] = confusionPlot(measured.confusion, measured.classes);
    files[plotName(measured, 'classes')] = perClassPlot(measured.perClass, measured.classes);
  }
  return files;
}

export function markdown(evaluation: EvaluationFile, { plots }: { plots: boolean }): string {
  const { subject, pictures, command, commit, backend } = evaluation;
  return [
    `# Evaluation\n\n${subject}, on ${pictures}.\n\nMade by \`${command}\` at commit ${commit} (${backend}).\n`,
    ...evaluation.measured.map((measured) => section(measured, plots)),
    robustnessSection(evaluation),
    slicesSection(evaluation),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function section(measured: Measured, plots: boolean): string {
  const { title, classes, accuracy, correct, count, interval, macroF1, ece } = measured;
  const summary =
    `**${percent(accuracy, 2)}** right: ${correct} of ${count} (95 % interval ${range(interval)}), ` +
    `macro-F1 ${macroF1.toFixed(3)}, expected calibration error ${percent(ece)} (15 bins).`;
  const perClass = table(
    ['class', 'pictures', 'precision', 'recall', 'F1'],
    measured.perClass.map((c, k) => [
      classes[k]!,
      String(c.count),
      percent(c.precision),
      percent(c.recall),
      c.f1.toFixed(3),
    ]),
  );
  const confusion = table(
    ['shown ↓ said →', ...classes],
    measured.confusion.map((row, k) => [classes[k]!, ...row.map(String)]),
  );
  const pictures = plots
    ? `\n${PLOTS.map((plot) => `![${title}: ${plot}](${plotName(measured, plot)})`).join('\n')}\n`
    : '';
  return `## ${title}\n\n${summary}\n\n${perClass}\n\n${confusion}\n${pictures}`;
}

export function robustnessTable({ robustness }: Evaluation): string {
  return table(
    ['pictures spoilt as calls do', 'right', '95 % interval', 'points lost'],
    robustness.map(({ name, accuracy, interval, lost }) => [
      name,
      percent(accuracy),
      range(interval),
      (100 * lost).toFixed(1),
    ]),
  );
}

function robustnessSection(evaluation: Evaluation): string {
  if (evaluation.robustness.length === 0) return '';
  return `## Pictures as calls spoil them\n\n${evaluation.measured[0]!.title}: the same pictures.\n\n${robustnessTable(evaluation)}\n`;
}

export function slicesTable({ slices }: Evaluation): string {
  return table(
    ['pictures', 'count', 'right', '95 % interval'],
    slices.flatMap(({ by, slices: parts }) =>
      parts.map(({ name, count, accuracy, interval }) => [
        `${by}, ${name}`,
        String(count),
        percent(accuracy),
        range(interval),
      ]),
    ),
  );
}

function slicesSection(evaluation: Evaluation): string {
  return `## By kind of picture\n\n${evaluation.measured[0]!.title}: the same pictures, in parts.\n\n${slicesTable(evaluation)}\n`;
}
