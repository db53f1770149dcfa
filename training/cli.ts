/** The training pipeline's commands. Each has its own file in commands/ with its --help. */
import * as exportModel from './commands/export';
import * as train from './commands/train';

const COMMANDS: Readonly<
  Record<string, { help: string; run: (args: string[], signal: AbortSignal) => Promise<void> }>
> = { train, export: exportModel };

async function main([name, ...args]: string[]): Promise<void> {
  const command = COMMANDS[name ?? ''];
  if (!command) {
    console.log(
      `usage: tsx training/cli.ts COMMAND …\n\n${Object.values(COMMANDS)
        .map((c) => c.help)
        .join('\n\n')}`,
    );
    process.exitCode = name === undefined || name === '--help' ? 0 : 2;
    return;
  }
  if (args.includes('--help')) return console.log(command.help);
  const stop = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM'] as const) process.once(event, () => stop.abort());
  await command.run(args, stop.signal);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(
    error instanceof Error && !process.env.DEBUG
      ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}`
      : error,
  );
  process.exitCode = 1;
});
