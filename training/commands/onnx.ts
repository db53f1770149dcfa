/** `onnx`: an exported model as one ONNX file, for programs that are not tfjs. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { oneOf } from '../console/options';
import { loadModel } from '../export/model-file';
import { toOnnx } from '../export/onnx';

/** For --help. */
export const help = `onnx: write an exported model as ONNX (opset 13)

  --model FOLDER     default models/emotion
  --out FILE         default model.onnx in that folder's place
  --backend NAME     ${BACKENDS.join(', ')} (default auto)`;

/** Writes one file. @throws Error where the folder holds no model, or a layer cannot be written */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'models/emotion' },
      out: { type: 'string' },
      backend: { type: 'string', default: 'auto' },
    },
  });
  if (!existsSync(join(values.model, 'model.json')))
    throw new Error(`${values.model} holds no model.json. Name a folder that "npm run export" wrote.`);
  await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const { model, metadata } = await loadModel(values.model);
  const { version, labels, input, crop } = metadata;
  const bytes = toOnnx(model, {
    version,
    labels: JSON.stringify(labels),
    input: JSON.stringify(input),
    crop: JSON.stringify(crop),
  });
  // Not in the folder itself: what lies in there ships.
  const out = values.out ?? `${values.model.replace(/[\\/]+$/, '')}.onnx`;
  writeFileSync(out, bytes);
  console.log(
    `${out}  ${bytes.length} bytes: "face" [n, ${input.side}, ${input.side}, 1], (grey − ${input.mean}) / ${input.scale}, to ` +
      `"probabilities" [n, ${labels.length}] of ${labels.join(', ')}`,
  );
}
