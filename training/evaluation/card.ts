/** The model card's measured part, written from the files that it speaks about. Pure. */
import { NAME_FROM, NAME_UNTIL } from '../../src/engine/decision';
import { SHARE_MEANING } from '../../src/expressions';
import type { TrainedModelMetadata } from '../export/trained-metadata';
import { percent, range, table } from '../markup/tables';
import type { ShareMeasures } from '../metrics/vote-shares';
import type { EvaluationFile } from './report';
import { COVERAGE_PLOT, coverageTable, robustnessTable, sharesWords, slicesTable } from './report';
import { type Seeds, seedsTable } from './seeds';

/** A file that ships, as the card lists it. */
export interface CardFile {
  /** As the card shows it, from models/. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What scripts/geometry/measure.ts found: the same pictures as they are and cropped as the extension crops. */
export interface GeometryGain {
  readonly model: string;
  /** SHA-256 of its weights. */
  readonly weights: string;
  readonly command: string;
  readonly commit: string;
  /** Pictures with a clear label that were looked at, and those with a face found, which the rest is about. */
  readonly pictures: number;
  readonly found: number;
  readonly rightAsTheyAre: number;
  readonly rightAligned: number;
  /** Right only one way. */
  readonly onlyAsTheyAre: number;
  readonly onlyAligned: number;
  /** Those of the found ones that look to the side. */
  readonly turned?: { readonly found: number; readonly rightAsTheyAre: number; readonly rightAligned: number };
}

/** All that the model card is written from. */
export interface CardSources {
  readonly metadata: TrainedModelMetadata;
  readonly evaluation: EvaluationFile;
  readonly files: readonly CardFile[];
  readonly geometry?: GeometryGain;
  readonly seeds?: Seeds;
}

const BEGIN = '<!-- measured: written by "npm run card", do not edit -->';
const END = '<!-- /measured -->';

/** @throws Error if the card has no place for the measured part, or a source is about another model than the others */
export function withMeasuredPart(card: string, sources: CardSources): string {
  const [begin, end] = [card.indexOf(BEGIN), card.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The model card has no lines "${BEGIN}" and "${END}".`);
  return `${card.slice(0, begin + BEGIN.length)}\n\n${measuredPart(sources)}\n\n${card.slice(end)}`;
}

function measuredPart({ metadata, evaluation, files, geometry, seeds }: CardSources): string {
  checkSame(evaluation, files);
  return [
    made(metadata),
    ...(evaluation.shares ? [sharesPart(evaluation.shares)] : []),
    accuracy(evaluation),
    ...(evaluation.robustness.length === 0
      ? []
      : [
          `### Spoilt pictures\n\nThe same pictures as in the first line above, spoilt one by one (\`training/evaluation/robustness.ts\`).\n\n${robustnessTable(evaluation)}`,
        ]),
    `### Kinds of picture\n\nThe same pictures in parts: four equal ones by what can be computed, and by how many taggers agreed.\n\n${slicesTable(evaluation)}`,
    ...(geometry ? [aligned(geometry, files)] : []),
    ...(seeds ? [otherSeeds(seeds, metadata)] : []),
    fileTable(files),
  ].join('\n\n');
}

function checkSame({ files: measured = {} }: EvaluationFile, files: readonly CardFile[]): void {
  for (const [name, hash] of Object.entries(measured)) {
    const own = files.find(({ path }) => path === `emotion/${name}`);
    if (own?.sha256 !== hash) {
      throw new Error(
        `models/evaluation was measured on another ${name} than models/emotion has: npm run evaluate -- --out models/evaluation`,
      );
    }
  }
  if (Object.keys(measured).length === 0) throw new Error('models/evaluation does not say which files it measured.');
}

function made({ version, trained, network }: TrainedModelMetadata): string {
  return `## How it was made\n\n${table(
    ['', ''],
    [
      ['version', version],
      ['command', `\`${trained.command}\`, ${trained.epochs} epochs, seed ${trained.seed}`],
      ['commit', trained.commit],
      ['network', `recipe \`${network.recipe}\`: ${network.parameters} parameters, ${network.megaflops} MFLOP a face`],
      ['data', trained.data],
    ],
  ).replaceAll('---:', '---')}`;
}

function sharesPart(shares: ShareMeasures): string {
  return (
    `## What a percentage means\n\n${SHARE_MEANING} ${sharesWords(shares)}\n\n` +
    `How much would be named, and how rightly, from which percentage on (right: what most taggers say):\n\n${coverageTable(shares)}\n\n` +
    `![precision and coverage](evaluation/${COVERAGE_PLOT})\n\n` +
    `Facet names an expression from ${percent(NAME_FROM, 0)} on (\`src/engine/decision.ts\`): the least from which on a face just above it is named ` +
    `rightly more often than not (last column). Below that it says "unsure"; a name once given stays down to ${percent(NAME_UNTIL, 0)}.`
  );
}

function accuracy(evaluation: EvaluationFile): string {
  const { measured, command, commit, pictures } = evaluation;
  const main = measured[0]!;
  const overall = table(
    ['labels', 'right', 'of', '95 % interval', 'macro-F1', 'calibration error'],
    measured.map(({ title, accuracy, count, interval, macroF1, ece }) => [
      title,
      percent(accuracy, 2),
      String(count),
      range(interval),
      macroF1.toFixed(3),
      percent(ece),
    ]),
  );
  const perClass = table(
    ['class', 'pictures', 'precision', 'recall', 'F1'],
    main.perClass.map((c, k) => [
      main.classes[k]!,
      String(c.count),
      percent(c.precision),
      percent(c.recall),
      c.f1.toFixed(3),
    ]),
  );
  return (
    `## How good it is\n\n${pictures}; \`${command}\` at commit ${commit}. More, with confusion, in [evaluation/evaluation.md](evaluation/evaluation.md).\n\n` +
    `${overall}\n\nCalibration error: confidence against right or wrong, 15 bins. Pictures whose label is clear are right more often than ` +
    `the share of people says who would agree, so on these the network is less sure than it is right; the next part is the one that counts.\n\n` +
    `### ${main.title}\n\n${perClass}\n\n![confusion](evaluation/${main.id}-confusion.svg)\n![calibration](evaluation/${main.id}-reliability.svg)`
  );
}

function aligned(gain: GeometryGain, files: readonly CardFile[]): string {
  const { found, onlyAligned, onlyAsTheyAre } = gain;
  const difference = (onlyAligned - onlyAsTheyAre) / found;
  // Of a difference between paired shares (Wald; Agresti 2002, section 10.1).
  const spread = onlyAligned + onlyAsTheyAre - (onlyAligned - onlyAsTheyAre) ** 2 / found;
  const half = (1.96 * Math.sqrt(spread)) / found;
  const points = (share: number) => (100 * share).toFixed(1).replace('-', '−');
  const same = files.some(({ sha256 }) => sha256 === gain.weights);
  const whose = same ? '' : ` Measured on other weights than these (${gain.model}).`;
  return (
    '### Cropped as in a call\n\n' +
    `The same ${found} pictures twice, as FER2013 has them and cropped by the eyes that the extension's detector finds in them ` +
    `(${gain.pictures} looked at, in ${gain.pictures - found} no face was found that it reads): ${percent(gain.rightAsTheyAre / found)} right as they are, ` +
    `**${percent(gain.rightAligned / found)}** cropped; ${onlyAligned} pictures are right only when cropped, ${onlyAsTheyAre} only as they are, ` +
    `a gain of ${points(difference)} points (95 % interval ${points(difference - half)} to ${points(difference + half)}). ` +
    `${turnedFaces(gain)}\`${gain.command}\` at commit ${gain.commit}.${whose}`
  );
}

function turnedFaces({ turned }: GeometryGain): string {
  if (!turned) return '';
  const share = (count: number) => percent(count / turned.found);
  return `Of the ${turned.found} among them that look to the side, ${share(turned.rightAsTheyAre)} and ${share(turned.rightAligned)}. `;
}

function otherSeeds(seeds: Seeds, { trained }: TrainedModelMetadata): string {
  const { recipe, command, runs } = seeds;
  if (!runs.some((run) => run.command === trained.command && run.seed === trained.seed))
    throw new Error(
      `models/evaluation/seeds.json is about recipe ${recipe}, which the model that ships is no run of: npm run seeds, or delete it.`,
    );
  return (
    '### Other seeds\n\n' +
    `Recipe \`${recipe}\` trained ${runs.length} times from other random numbers; seed ${trained.seed} ships. The same pictures as above, ` +
    `before weights were rounded. \`${command}\`\n\n${seedsTable(seeds)}`
  );
}

function fileTable(files: readonly CardFile[]): string {
  return `## Files\n\n${table(
    ['file', 'bytes', 'SHA-256'],
    files.map(({ path, bytes, sha256 }) => [`\`${path}\``, String(bytes), `\`${sha256}\``]),
  )}`;
}
