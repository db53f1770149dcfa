import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barFolders } from './bar-folders';
import { unavailable } from './onednn';

const root = join(import.meta.dirname, '../..');
/** Stands for the project's folder, with runs of its own. */
const folder = mkdtempSync(join(tmpdir(), 'facet-sweep-'));
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const sh = (script: string) => promisify(execFile)('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
const FILE = {
  name: 'bars',
  options: { data: 'pictures', inline: true },
  recipes: ['own'],
  settings: { epochs: [2], peakRate: [0.0001, 0.05] },
  seeds: [0, 1],
  kubernetes: { image: 'registry.example/facet:1', claim: 'facet' },
};
const SWEEP = 'training/runs/bars-sweep';

describe.skipIf(unavailable)('a sweep', () => {
  beforeAll(async () => {
    mkdirSync(join(folder, 'training'));
    for (const name of ['node_modules', 'package.json', 'training/cli.ts'])
      symlinkSync(join(root, name), join(folder, name));
    await barFolders(join(folder, 'pictures'), ['low', 'middle', 'high'], 20);
    writeFileSync(join(folder, 'sweep.json'), JSON.stringify(FILE));
    expect((await sh('npm run --silent sweep -- sweep.json')).stdout).toContain('4 trainings, 1 core each');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.skipIf(!has('parallel'))('runs on GNU parallel, and comes to a table', async () => {
    await sh(`parallel --jobs 2 --joblog ${SWEEP}/jobs.log < ${SWEEP}/commands-*.txt`);
    const jobs = readFileSync(join(folder, SWEEP, 'jobs.log'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(jobs.map((job) => job.split('\t')[6])).toEqual(['0', '0', '0', '0']);
    expect(readdirSync(join(folder, 'training/runs')).filter((name) => /^bars-[0-9a-f]{8}$/.test(name))).toHaveLength(
      4,
    );
    const { stdout } = await sh('npm run --silent sweep -- sweep.json --table');
    expect(stdout.match(/\| finished \|/g)).toHaveLength(4);
    // Given again, nothing is trained again.
    expect((await sh(`head -1 ${SWEEP}/commands-*.txt | bash`)).stdout).toMatch(/^finished already: .*after epoch 2/);
  });

  it.skipIf(!has('kubectl'))(
    'is a Job as kubectl knows them: no field is lost on the way through its types',
    async () => {
      const [, job] = JSON.parse(readFileSync(join(folder, SWEEP, 'kubernetes.json'), 'utf8')).items;
      writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
      const { stdout } = await sh('kubectl set env --local -f job.json -o json ANY=thing');
      expect(JSON.parse(stdout)).toMatchObject(job);
    },
  );

  it.skipIf(!has('sbatch') || spawnSync('sinfo').status !== 0)('is an array that Slurm takes', async () => {
    const { stderr } = await sh(`sbatch --test-only ${SWEEP}/slurm.sh`);
    expect(stderr).toMatch(/Job \d+ to start at/);
  });
});
