/** An evaluation as Markdown, JSON and plots. Pure: file names and their contents. */

import { percent, range, table } from '../markup/tables';
import type { ShareMeasures } from '../metrics/vote-shares';
import { ENOUGH_VOTES } from '../metrics/vote-shares';
import type { Evaluation, Measured } from './evaluate';
import { confusionPlot } from './plots/confusion';
import { coveragePlot } from './plots/coverage';
import { perClassPlot } from './plots/per-class';
import { reliabilityPlot } from './plots/reliability';

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
/** The precision–coverage curve's file, beside evaluation.json. */
export const COVERAGE_PLOT = 'shares-coverage.svg';
const plotName = ({ id }: Measured, plot: (typeof PLOTS)[number]) => `${id}-${plot}.svg`;

/** What `evaluate --out` writes. @returns contents by file name */
export function reportFiles(evaluation: EvaluationFile): Record<string, string> {
  const files: Record<string, string> = {
    'evaluation.md': markdown(evaluation, { plots: true }),
    // Lists of numbers stay on one line each.
    'evaluation.json': `${JSON.stringify(evaluation, null, 1).replace(/\[[\s\d.,e-]+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`,
  };
  if (evaluation.shares) files[COVERAGE_PLOT] = coveragePlot(evaluation.shares);
  for (const measured of evaluation.measured) {
    files[plotName(measured, 'reliability')] = reliabilityPlot(measured);
    files[plotName(measured, 'confusion')] = confusionPlot(measured.confusion, measured.classes);
    files[plotName(measured, 'classes')] = perClassPlot(measured.perClass, measured.classes);
  }
  return files;
}

/** The whole report of a network, as Markdown. */
export function markdown(evaluation: EvaluationFile, { plots }: { plots: boolean }): string {
  const { subject, pictures, command, commit, backend } = evaluation;
  return [
    `# Evaluation\n\n${subject}, on ${pictures}.\n\nMade by \`${command}\` at commit ${commit} (${backend}).\n`,
    evaluation.shares ? sharesSection(evaluation.shares, plots) : '',
    ...evaluation.measured.map((measured) => section(measured, plots)),
    robustnessSection(evaluation),
    slicesSection(evaluation),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The two numbers that say whether a probability is the share of people who would say so. */
export function sharesWords({ kl, topError, count }: ShareMeasures): string {
  return (
    `On all ${count} pictures with at least ${ENOUGH_VOTES} votes for an expression, agreed on or not: the probability shown is ` +
    `**${(100 * topError).toFixed(1)} points** off the share of taggers who say so (likeliest expression, mean over 15 bins), ` +
    `and the divergence (KL) from their votes is **${kl.toFixed(3)} nats**.`
  );
}

/** How many are right of those of which the network is surest, as a Markdown table. */
export function coverageTable({ coverage }: ShareMeasures): string {
  return table(
    ['named from', 'named', 'right', 'taggers who say so', 'right just above'],
    coverage.map(({ from, named, right, agree, rightHere }) => [
      percent(from, 0),
      percent(named),
      percent(right),
      percent(agree),
      percent(rightHere),
    ]),
  );
}

function sharesSection(shares: ShareMeasures, plots: boolean): string {
  const plot = plots ? `\n![precision and coverage](${COVERAGE_PLOT})\n` : '';
  const bins = table(
    ['pictures', 'told', 'voted'],
    shares.bins
      .filter(({ count }) => count > 0)
      .map(({ count, told, voted }) => [String(count), percent(told), percent(voted)]),
  );
  return `## Shares of people\n\n${sharesWords(shares)}\n\n${bins}\n\n${coverageTable(shares)}\n${plot}`;
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

/** What each change of the pictures costs, as a Markdown table. */
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

/** Measures of parts of the pictures, as Markdown tables. */
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
