import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../training/commands/reproduce';
import { architectureOf } from '../../training/export/trained-network';
import { commit, DECIDING } from '../../training/files/commit';
import { checkSameData } from '../../training/fit/same-data';
import { recipe } from '../../training/recipes/registry';
import { CHAIN, SHIPPED, stepsTo, teachersInHistory, trainings } from '../../training/reproduce/chain';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'facet-reproduce-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shipped = CHAIN.find(({ run }) => run === SHIPPED)!;
const names = (isThere: Parameters<typeof stepsTo>[1]) => stepsTo(SHIPPED, isThere).map(({ run }) => run);

describe('the chain to what ships', () => {
  it('teaches each run by what its recipe says, for as many epochs', () => {
    for (const step of CHAIN) {
      const { distillation, epochs, beginsFrom } = recipe(step.recipe);
      expect([...step.teachers].sort(), step.run).toEqual([...(distillation?.teachers ?? [])].sort());
      expect(step.parts.at(-1)!.until, step.run).toBe(epochs);
      expect(beginsFrom, step.run).toBeUndefined();
    }
  });

  it('ends in the network that the extension bundles', () => {
    const { userDefinedMetadata } = JSON.parse(readFileSync(join(ROOT, 'models/emotion/model.json'), 'utf8'));
    expect(userDefinedMetadata.network.recipe).toBe(shipped.recipe);
    expect(userDefinedMetadata.trained.seed).toBe(shipped.seed);
    expect(userDefinedMetadata.trained.epochs).toBe(shipped.parts.at(-1)!.until);
    expect(userDefinedMetadata.version).toMatch(new RegExp(`-${SHIPPED}$`));
  });

  it('needs no more than what is not there yet', () => {
    expect(names(() => false)).toEqual(['compact-0', 'wide-0', 'distilled-0', 'mirrored-0', 'smooth-2']);
    expect(names(({ run }) => run === 'distilled-0')).toEqual(['distilled-0', 'mirrored-0', 'smooth-2']);
    expect(names(({ kept }) => kept !== undefined)).toEqual(['smooth-2']);
    expect(() => stepsTo('smooth-9', () => false)).toThrow(/smooth-9/);
  });

  it('goes on where a run was interrupted, in the precision of that part', () => {
    const wide = CHAIN.find(({ run }) => run === 'wide-0')!;
    const told = (epochs: number) => trainings(wide, epochs).map((args) => args.join(' '));
    const second = 'train --run wide-0 --resume --precision bfloat16';
    expect(told(0)).toEqual(['train --run wide-0 --recipe wide --seed 0 --precision float32 --stop-after 12', second]);
    expect(told(5)).toEqual(['train --run wide-0 --resume --precision float32 --stop-after 12', second]);
    expect(told(12)).toEqual([second]);
    expect(told(26)).toEqual([]);
  });

  it('names the teachers of a run that history holds by the hashes of their weights there', () => {
    const taught = (run: string) => teachersInHistory(CHAIN.find((step) => step.run === run)!);
    const weights = (run: string) => CHAIN.find((step) => step.run === run)!.kept!.files['emotion/weights.bin'];
    expect(taught(SHIPPED)).toEqual({ 'mirrored-0': weights('mirrored-0'), 'distilled-0': weights('distilled-0') });
    expect(taught('mirrored-0')).toEqual({ 'distilled-0': weights('distilled-0') });
    // Nobody keeps what taught this one, and half of an answer is none.
    expect(taught('distilled-0')).toBeUndefined();
    expect(taught('compact-0')).toBeUndefined();
  });

  it('is told with hashes and costs, and runs nothing without its pictures', async () => {
    const said: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line) => said.push(line));
    await run(['--dry', '--kept', '--data', folder], new AbortController().signal);
    vi.restoreAllMocks();
    const text = said.join('\n');
    expect(text).toContain(shipped.kept!.commit);
    expect(text).toMatch(/mirrored-0: .*sha256 [0-9a-f]{64}/);
    expect(text).toMatch(/fer2013.csv or fer2013new.csv is missing/);
    await expect(run(['--data', folder], new AbortController().signal)).rejects.toThrow(
      /is missing.*should give 28201/,
    );
  });
});

describe('what a run was made with', () => {
  it('names another teacher than it was begun with', () => {
    const data = { fingerprint: 'f', pictures: 3, teachers: { 'wide-0': 'aa' } };
    expect(() => checkSameData(data, data, 'r')).not.toThrow();
    expect(() => checkSameData({ ...data, teachers: { 'wide-0': 'bb' } }, data, 'r')).toThrow(/another wide-0/);
    expect(() => checkSameData({ ...data, fingerprint: 'g' }, data, 'r')).toThrow(/other pictures/);
  });

  it('says what the network is, also where only its recipe does', () => {
    const network = { recipe: 'smooth', parameters: 1, megaflops: 1 };
    const of = (one: object) =>
      architectureOf({ network: { ...network, ...one } } as Parameters<typeof architectureOf>[0]);
    expect(of({}).mirror).toBe(true);
    expect(of({ recipe: 'distilled' }).mirror).toBeUndefined();
    expect(of({ architecture: recipe('plain').architecture })).toEqual(recipe('plain').architecture);
    const shipped = JSON.parse(readFileSync(join(ROOT, 'models/emotion/model.json'), 'utf8')).userDefinedMetadata;
    expect(shipped.network.architecture).toEqual(recipe('smooth').architecture);
  });

  it('marks the commit where anything differs that decides a run, and only there', () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
    git('init');
    git('-c', 'user.name=a', '-c', 'user.email=a@b.invalid', 'commit', '--allow-empty', '-m', 'first');
    const change = (file: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), 'changed');
      const said = commit(folder);
      rmSync(join(folder, file));
      return said.endsWith('+');
    };
    const deciding = ['training/fit/fit.ts', 'src/expressions.ts', 'src/engine/crop.ts', 'src/engine/align.ts'];
    for (const file of [...deciding, 'src/engine/quality.ts', 'package-lock.json'])
      expect(change(file), file).toBe(true);
    for (const file of ['README.md', 'src/popup/popup.tsx', 'tests/a.ts']) expect(change(file), file).toBe(false);
    expect(commit(tmpdir())).toBe('unknown');
  });

  it('knows every file that training takes from the extension', () => {
    const seen = new Set<string>();
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, path] of readFileSync(join(ROOT, file), 'utf8').matchAll(/from '(\.[^']+)'/g))
        walk(`${normalize(join(dirname(file), path!))}.ts`);
    };
    const all = readdirSync(join(ROOT, 'training'), { recursive: true, encoding: 'utf8' });
    for (const file of all) if (file.endsWith('.ts')) walk(join('training', file));
    const topOfSrc = /^src\/[^/]+\.ts$/;
    const isWatched = (file: string) =>
      DECIDING.some((path) => (path === ':(glob)src/*.ts' ? topOfSrc.test(file) : file.startsWith(`${path}/`)));
    const missed = [...seen].filter((file) => !isWatched(file));
    expect(seen.size).toBeGreaterThan(100);
    expect(missed).toEqual([]);
  });
});
