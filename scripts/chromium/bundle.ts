import { build, type Rolldown } from 'vite';

interface Alias {
  readonly find: string | RegExp;
  readonly replacement: string;
}

/** Made once in a process: many tests want the same. */
const made = new Map<string, Promise<string>>();

/** One TypeScript file with all that it imports, as a script for a page. @param alias modules that others stand in for. */
export function bundle(entry: string, alias: readonly Alias[] = []): Promise<string> {
  const key = [entry, ...alias.map(({ find, replacement }) => `${find} ${replacement}`)].join('\n');
  const known = made.get(key) ?? make(entry, alias);
  made.set(key, known);
  return known;
}

async function make(entry: string, alias: readonly Alias[]): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: [...alias] },
    build: {
      write: false,
      minify: false,
      target: 'chrome148',
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const chunk = output?.output.find((part) => part.type === 'chunk');
  if (!chunk) throw new Error(`${entry} gave no script.`);
  return chunk.code;
}
