/** The training pipeline's commands. Each has its own file in commands/ with its --help. */
import * as card from './commands/card';
import * as compare from './commands/compare';
import * as data from './commands/data';
import * as evaluate from './commands/evaluate';
import * as exportModel from './commands/export';
import * as notebook from './commands/notebook';
import * as onnx from './commands/onnx';
import * as read from './commands/read';
import * as reproduce from './commands/reproduce';
import * as seeds from './commands/seeds';
import * as sweep from './commands/sweep';
import * as train from './commands/train';
import { codeOf } from './files/error-code';

/** What each file of commands/ exports. */
interface Command {
  /** What --help prints: its name, what it does, its options. */
  readonly help: string;
  /** @param args what follows its name @throws Error with a sentence for the user, or the signal's reason */
  run(args: string[], signal: AbortSignal): Promise<void>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  data,
  train,
  evaluate,
  compare,
  onnx,
  read,
  notebook,
  export: exportModel,
  seeds,
  sweep,
  card,
  reproduce,
};

async function main([name, ...args]: string[]): Promise<void> {
  const command = COMMANDS[name ?? ''];
  if (!command) {
    const help = Object.values(COMMANDS).map((c) => c.help);
    console.log(`usage: tsx training/cli.ts COMMAND [options]\n\n${help.join('\n\n')}`);
    process.exitCode = name === undefined || name === '--help' ? 0 : 2;
    return;
  }
  if (args.includes('--help')) return console.log(command.help);
  const stop = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM'] as const) process.once(event, () => stop.abort());
  await command.run(args, stop.signal);
}

/** What the file system says in codes, as a sentence. */
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space; a run goes on from its last epoch with --resume.',
  EDQUOT: 'Your share of the disk is used up. Free some space; a run goes on from its last epoch with --resume.',
  EACCES: 'You may not read or write it: check its owner and permissions.',
  EROFS: 'It lies on a disk that cannot be written to: choose another folder.',
  ENOENT: 'There is no such file or folder.',
  EISDIR: 'It is a folder, and a file was expected.',
  ENOTDIR: 'A part of its path is no folder.',
};

function sentence(error: Error): string {
  const problem = FILE_PROBLEMS[codeOf(error) ?? ''];
  const path = 'path' in error && typeof error.path === 'string' ? `${error.path}: ` : '';
  return problem ? `${path}${problem}` : error.message;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const expected = error instanceof Error && !process.env.DEBUG;
  console.error(expected ? sentence(error) : error);
  process.exitCode = 1;
});
