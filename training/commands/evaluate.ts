/** `evaluate`: how good a model or a run is, as Markdown and JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { loadCheckpoint } from '../checkpoint';
import { loadFaces } from '../dataset/cache';
import { USAGES } from '../dataset/fer2013';
import { rowsOf } from '../dataset/split';
import { evaluate, type Subject } from '../evaluate';
import { loadModel } from '../modelFile';
import { markdown } from '../report';
import { checkpointOf, inferenceOf } from '../trainedNetwork';
import { oneOf } from './options';

export const help = `evaluate: accuracy, F1, confusion, calibration, and what calls cost

  --model FOLDER     an exported model (default models/emotion)
  --run NAME         instead: the averaged weights of a run, with the FER2013 head and without temperature
  --part NAME        ${USAGES.join(', ')} (default PublicTest)
  --quick            without the robustness table
  --out FOLDER       also write evaluation.md and evaluation.json there
  --data FOLDER      default training/data
  --backend NAME     ${BACKENDS.join(', ')} (default auto)`;

async function subject(run: string | undefined, folder: string): Promise<Subject & { about: string }> {
  if (run === undefined) {
    const { model, metadata } = await loadModel(folder);
    return { model, logits: false, about: `Model ${metadata.version} in ${folder}` };
  }
  const { recipe, epoch } = loadCheckpoint(checkpointOf(run));
  const about = `Run ${run} after epoch ${epoch} of ${recipe.epochs}, without temperature`;
  return { model: inferenceOf(run), logits: true, about };
}

/** A bar with the time left, on terminals only. */
function progress(): (share: number) => void {
  const start = performance.now();
  return (share) => {
    if (!process.stderr.isTTY) return;
    const left = ((performance.now() - start) / 1000) * (1 / share - 1);
    const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
    process.stderr.write(
      share < 1 ? `\r${bar} ${Math.round(100 * share)} %, ${Math.ceil(left)} s left ` : `\r${' '.repeat(60)}\r`,
    );
  };
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'models/emotion' },
      run: { type: 'string' },
      part: { type: 'string', default: 'PublicTest' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      data: { type: 'string', default: 'training/data' },
      backend: { type: 'string', default: 'auto' },
    },
  });
  const part = oneOf('--part', values.part, USAGES);
  await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const faces = await loadFaces(values.data);
  const rows = rowsOf(faces, part);
  if (rows.length === 0) throw new Error(`fer2013.csv in ${values.data} has no rows of ${part}.`);
  const { about, ...network } = await subject(values.run, values.model);
  const evaluation = evaluate(network, faces, rows, { robustness: !values.quick, onProgress: progress() });
  const text = markdown(`${about}, on ${part} of FER2013 (${rows.length} pictures).`, evaluation);
  console.log(text);
  if (values.out) {
    mkdirSync(values.out, { recursive: true });
    writeFileSync(join(values.out, 'evaluation.md'), text);
    writeFileSync(join(values.out, 'evaluation.json'), `${JSON.stringify({ about, part, ...evaluation }, null, 1)}\n`);
  }
}
