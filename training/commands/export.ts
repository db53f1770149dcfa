/** `export`: from a run's checkpoint to the folder that the extension bundles. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { oneOf } from '../console/options';
import { exportFerplus } from '../export/export-ferplus';
import { exportOwn } from '../export/export-own';
import { isTrainedOnOwn } from '../export/own-model';
import { checkpointOf, exportedOf, finalCheckpoint } from '../export/trained-network';
import { keptTeachers } from '../reproduce/state';
import { checkRunName } from '../run/run-folder';

/** For --help. */
export const help = `export: write the network of a run as a tfjs layers-model, a byte a weight

  --run NAME         folder under training/runs (required): its checkpoint or, where there is none, the network that was
                     exported into it before
  --out FOLDER       default training/runs/NAME/emotion; the FER2013 head, which is not shipped, goes to evaluation/ beside it
  --replace          put it in the place of the model that is in --out, and say how good both are on the same pictures
  --force            with --replace: even if the new one is worse
  --name NAME        in the version (default: the run's)
  --data PATH        for the checks (default training/data, or what a run on your own classes was trained on)
  --skip-broken      with your own classes: leave out pictures that cannot be read, as the run did
  --backend NAME     ${BACKENDS.join(', ')} (default auto)`;

/** Writes the model. @throws Error where it is refused: worse, or other pictures than the run was begun with */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      run: { type: 'string' },
      out: { type: 'string' },
      replace: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      name: { type: 'string' },
      data: { type: 'string' },
      'skip-broken': { type: 'boolean', default: false },
      backend: { type: 'string', default: 'auto' },
    },
  });
  if (!values.run) throw new Error('Say which run to export: --run NAME (a folder under training/runs).');
  const name = checkRunName(values.run);
  const out = values.out ?? exportedOf(name);
  const isThere = existsSync(join(out, 'model.json')) && resolve(out) !== resolve(exportedOf(name));
  if (isThere && !values.replace)
    throw new Error(`${out} holds a model already. Add --replace to put this one in its place, or name another --out.`);
  await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const version = `${new Date().toISOString().slice(0, 10).replaceAll('-', '.')}-${values.name ?? name}`;
  const { data, force } = values;
  const options = { out, version, data, replace: isThere, force };
  const ending = existsSync(checkpointOf(name)) ? finalCheckpoint(name) : undefined;
  if (ending && isTrainedOnOwn(ending))
    return exportOwn(ending, { ...options, skipBroken: values['skip-broken'], signal });
  return exportFerplus(name, { ...options, teachers: keptTeachers(name) });
}
