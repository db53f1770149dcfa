import { type AliasOptions, build, type Rolldown } from 'vite';

/** One TypeScript file with all that it imports, as a script for a page. @param alias modules that others stand in for. */
export async function bundle(entry: string, alias: AliasOptions = []): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
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
