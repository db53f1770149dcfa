import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unavailable } from './onednn';

const root = join(import.meta.dirname, '../..');
/** Stands for the project's folder, with data and runs of its own. */
const folder = mkdtempSync(join(tmpdir(), 'facet-notebook-'));
const notebooks = join(folder, 'training/notebooks');
const hasJupyter = spawnSync('jupyter', ['nbconvert', '--version']).status === 0;

/** Runs a notebook of that folder from top to bottom. @returns the page that came of it */
async function executed(name: string): Promise<string> {
  const out = join(folder, 'out.html');
  await promisify(execFile)('npm', ['run', '--silent', 'notebook', '--', join(notebooks, name), '--execute', out], {
    cwd: folder,
    encoding: 'utf8',
  });
  return readFileSync(out, 'utf8');
}

describe.skipIf(unavailable || !hasJupyter)('the notebook', () => {
  beforeAll(() => {
    mkdirSync(notebooks, { recursive: true });
    const parts = readdirSync(join(root, 'training')).filter((name) => !['data', 'runs', 'notebooks'].includes(name));
    for (const name of ['src', 'scripts', 'node_modules', 'package.json', ...parts.map((part) => `training/${part}`)])
      symlinkSync(join(root, name), join(folder, name));
    symlinkSync(join(root, 'training/notebooks/emotion.ipynb'), join(notebooks, 'emotion.ipynb'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs from drawn faces to a network that reads strangers, with its pictures inline', async () => {
    const page = await executed('emotion.ipynb');
    expect(Number(/([\d.]+) % of 120 right/.exec(page)?.[1])).toBeGreaterThan(90);
    expect(page.match(/<img src="data:image\/svg\+xml;base64,/g)).toHaveLength(4);
    // 15 samples, 8 augmented views, and at least one mistake or doubt.
    expect(page.match(/<figure/g)?.length).toBeGreaterThan(15 + 8);
    const [run] = readdirSync(join(folder, 'training/runs'));
    expect(readdirSync(join(folder, 'training/runs', run!, 'emotion')).sort()).toEqual(['model.json', 'weights.bin']);
  });

  it('fails where a cell fails', async () => {
    const notebook = JSON.parse(readFileSync(join(notebooks, 'emotion.ipynb'), 'utf8'));
    const [cell] = notebook.cells.filter(({ cell_type }: { cell_type: string }) => cell_type === 'code');
    const cells = [{ ...cell, source: ["throw new Error('of this cell');"] }];
    writeFileSync(join(notebooks, 'broken.ipynb'), JSON.stringify({ ...notebook, cells }));
    await expect(executed('broken.ipynb')).rejects.toThrow(/of this cell[\s\S]*Jupyter ended with 1/);
  });
});
