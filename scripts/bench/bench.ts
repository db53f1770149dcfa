/** Prints what a call costs: the time to the first badge, readings a second, and milliseconds per step. */
import { cpus } from 'node:os';
import { cli } from '../run.mjs';
import { benchCall } from './call';
import { benchNetwork } from './network';
import { benchSteps } from './steps';

await cli(async () => {
  const [cpu] = cpus();
  console.log(`${cpus().length} × ${cpu?.model ?? 'unknown processor'}, Node ${process.version}\n`);
  console.log('A call in Google Meet, four remote participants, 480 × 270 at 12 pictures a second:');
  console.table(await benchCall());
  console.log('One face in a picture of 320 × 180, wasm:');
  console.table(await benchSteps());
  console.log(
    'The network for one face, wasm, one thread, beside a plain one (3 × 3 convolutions of 32, 64, 128, 256):',
  );
  console.table(await benchNetwork());
});
