import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_AREA } from '../../src/engine/input';
import { VOTE_COLUMNS } from '../../training/dataset/labels';
import { barFolders } from './bar-folders';
import { command } from './command-line';
import { unavailable } from './onednn';

const folder = mkdtempSync(join(tmpdir(), 'facet-ends-'));
const EACH = 10;
const NAMES = ['low', 'middle', 'high'];

describe.skipIf(unavailable)('a run that goes wrong says so', () => {
  const home = process.cwd();
  beforeAll(async () => {
    process.chdir(folder);
    await barFolders(join(folder, 'pictures'), NAMES, EACH);
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });
  const train = (run: string, ...more: string[]) =>
    command('train', '--data', 'pictures', '--run', run, '--recipe', 'own', '--inline', ...more);

  it('where the loss is no number: it ends, and keeps nothing', async () => {
    await expect(train('nan', '--set', 'peakRate=1e30', '--epochs', '2')).rejects.toThrow(
      /The loss of step \d+ is not a number: lower the learning rate/,
    );
    expect(existsSync(join(folder, 'training/runs/nan/checkpoint.bin'))).toBe(false);
  }, 400_000);

  it('where there is nothing to validate on', async () => {
    mkdirSync(join(folder, 'fer'));
    const pixels = Array(INPUT_AREA).fill(7).join(' ');
    writeFileSync(join(folder, 'fer/fer2013.csv'), `emotion,pixels,Usage\n3,${pixels},Training\n`);
    writeFileSync(
      join(folder, 'fer/fer2013new.csv'),
      `Usage,Image name,${VOTE_COLUMNS.join(',')}\nTraining,a.png,0,10,0,0,0,0,0,0,0,0\n`,
    );
    await expect(command('train', '--data', 'fer', '--run', 'none')).rejects.toThrow(/no pictures of PublicTest/);
  }, 200_000);

  it('where a worse model would replace a better one, unless it is forced', async () => {
    expect(await train('good', '--epochs', '12')).toMatch(/Fewer than 20 teach a network little/);
    expect(await command('export', '--run', 'good', '--out', 'models/emotion')).toContain('weights.bin');
    await train('bad', '--set', 'peakRate=1e-9', '--epochs', '1');
    const replace = ['--run', 'bad', '--out', 'models/emotion', '--replace'];
    await expect(command('export', ...replace)).rejects.toThrow(
      /is worse than the one in models\/emotion \([\d.]+ % there, /,
    );
    expect(await command('export', ...replace, '--force')).toMatch(/replacing the model in models\/emotion/);
  }, 400_000);

  it('and one that begins with a model of other classes goes on', async () => {
    for (const name of ['high', 'low'])
      cpSync(join(folder, 'pictures', name), join(folder, 'others', `${name}er`), { recursive: true });
    const told = await command(
      'train',
      ...['--data', 'others', '--run', 'from', '--from', 'models/emotion', '--epochs', '1', '--inline'],
    );
    expect(told).toContain('done: training/runs/from/checkpoint.bin');
    await expect(
      command('train', '--data', 'others', '--run', 'from2', '--from', 'nowhere', '--epochs', '1'),
    ).rejects.toThrow(/nowhere holds no model\.json to begin from/);
  }, 400_000);
});
