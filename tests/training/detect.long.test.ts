import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE } from '../../scripts/faces/people';
import { clips } from '../../scripts/faces/render';
import { unavailable } from './onednn';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'facet-detect-'));
const SHOWN = ['neutral', 'happiness', 'surprise'] as const;
/** Pictures of each person with each expression, and people whom the network never sees. */
const EACH = 6;
const STRANGERS = 2;
const npm = async (command: string, ...args: string[]) => {
  const done = await promisify(execFile)('npm', ['run', '--silent', command, '--', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return done.stdout + done.stderr;
};

describe.skipIf(unavailable)('photos of people', () => {
  beforeAll(async () => {
    mkdirSync(join(folder, 'training'));
    for (const name of ['node_modules', 'package.json', 'training/cli.ts'])
      symlinkSync(join(root, name), join(folder, name));
    const wanted = PEOPLE.flatMap((person, p) => SHOWN.map((expression) => ({ person, expression, p })));
    const drawn = await clips(
      wanted.map(({ person, expression }) => ({ person, expressions: [expression], seconds: EACH / 5 })),
      { width: 960, height: 720 },
      5,
    );
    for (const [i, { expression, p }] of wanted.entries()) {
      const to = join(folder, 'photos', p < PEOPLE.length - STRANGERS ? 'train' : 'test', expression);
      mkdirSync(to, { recursive: true });
      for (const [n, jpeg] of drawn[i]!.entries()) writeFileSync(join(to, `${p}-${n}.jpg`), jpeg);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('train a network that reads strangers', async () => {
    const all = PEOPLE.length * SHOWN.length * EACH;
    const trained = await npm('train', '--data', 'photos', '--detect', '--run', 'found', '--recipe', 'own');
    expect(trained).toMatch(/Finding and cropping a face took \d+ ms a picture\./);
    expect(trained).toContain(`${(all * (PEOPLE.length - STRANGERS)) / PEOPLE.length} training pictures`);
    const accuracy = /\*\*([\d.]+) %\*\*/;
    const measured = await npm('evaluate', '--data', 'photos', '--detect', '--run', 'found', '--quick');
    expect(Number(accuracy.exec(measured)?.[1])).toBeGreaterThan(90);
  });
});
