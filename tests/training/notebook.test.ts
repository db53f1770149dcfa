import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'training/notebooks');

interface Cell {
  readonly cell_type: 'code' | 'markdown';
  readonly source: readonly string[];
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}
interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly kernelspec: { readonly name: string } };
  readonly nbformat: number;
}

const notebooks = readdirSync(folder)
  .filter((name) => name.endsWith('.ipynb'))
  .map((name): [string, Notebook] => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]);
/** `import { a, b as c } from '…'` of a notebook's cells. */
const imports = notebooks.flatMap(([name, { cells }]) =>
  cells
    .filter(({ cell_type }) => cell_type === 'code')
    .flatMap(({ source }) => [...source.join('').matchAll(/^import \{([^}]+)\} from '(\.[^']+)';$/gm)])
    .map(([, names, file]) => ({
      notebook: name,
      file: file!,
      names: names!.split(',').map((one) => one.trim().split(' as ')[0]!),
    })),
);

describe('the notebook', () => {
  it.each(notebooks)('%s is kept without what came of it, for the kernel that lies beside it', (_, notebook) => {
    expect(notebook.nbformat).toBe(4);
    const { name } = notebook.metadata.kernelspec;
    expect(JSON.parse(readFileSync(join(folder, 'kernels', name, 'kernel.json'), 'utf8')).language).toBe('typescript');
    const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code');
    expect(code.length).toBeGreaterThan(5);
    for (const { outputs, execution_count } of code) expect([outputs, execution_count]).toEqual([[], null]);
  });

  it.each(imports)('$notebook takes $names from $file, and they are there', async ({ file, names }) => {
    const found = await import(pathToFileURL(join(root, file)).href);
    for (const name of names) expect(found).toHaveProperty(name);
  });
});
