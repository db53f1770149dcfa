/** What `train` may be told. */
import { parseArgs } from 'node:util';
import { BACKENDS } from '../backends/choose';
import { RECIPES } from '../recipes/registry';

/** What `train --help` prints. */
export const help = `train: fit a network to FER2013, with or without FER+ votes, or to pictures of your own

  --recipe NAME      ${Object.keys(RECIPES).join(', ')} 
                     or a JSON file (default plain for FER2013 with votes, finetune with --from, own otherwise)
  --set NAME=VALUE   change one setting of the recipe, such as epochs=30 or architecture.dropout=0.3; can be repeated
  --show             print the whole recipe and end; --schema prints what a recipe may hold
  --from FOLDER      begin with an exported model, such as models/emotion; its network is the recipe's
  --run NAME         folder under training/runs (default: the recipe's name and seed)
  --resume           go on from the run's last epoch; gives exactly what an unbroken run gives
  --finish           begin the run, or go on with it, or do nothing where it is finished: the same command until it is done
  --seed N           default 0
  --epochs N         length of the schedule (default: the recipe's); with --resume, the rest of it is laid out anew
  --stop-after N     end after N epochs without shortening the schedule
  --limit N          use only the first N training pictures
  --data PATH        a folder with fer2013.csv (and fer2013new.csv), a folder per class, train/ and test/ with a folder per
                     class each, or a CSV file with the columns path and label (default training/data)
  --split SHARE      of each class, to train on, where the data has no parts (default 0.8); drawn by --seed
  --detect           the pictures are whole ones: find the largest face in each, align and crop it as in a call
  --skip-broken      leave out pictures that cannot be read, and list them
  --backend NAME     ${BACKENDS.join(', ')} (default auto)
  --precision NAME   of convolutions: float32 (default), or bfloat16, 1.3 to 1.6 times as fast where the processor has it;
                     a run that is resumed keeps its own unless told otherwise
  --inline           augment in the training thread instead of a worker`;

/** Their values, as they were given. @throws TypeError naming an option that there is not */
export function trainOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      recipe: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      show: { type: 'boolean', default: false },
      schema: { type: 'boolean', default: false },
      from: { type: 'string' },
      split: { type: 'string', default: '0.8' },
      'skip-broken': { type: 'boolean', default: false },
      detect: { type: 'boolean', default: false },
      run: { type: 'string' },
      resume: { type: 'boolean', default: false },
      finish: { type: 'boolean', default: false },
      seed: { type: 'string', default: '0' },
      epochs: { type: 'string' },
      'stop-after': { type: 'string' },
      limit: { type: 'string' },
      data: { type: 'string', default: 'training/data' },
      backend: { type: 'string', default: 'auto' },
      precision: { type: 'string' },
      inline: { type: 'boolean', default: false },
    },
  });
  return values;
}
