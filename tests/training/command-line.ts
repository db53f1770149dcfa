import { vi } from 'vitest';
import * as card from '../../training/commands/card';
import * as compare from '../../training/commands/compare';
import * as data from '../../training/commands/data';
import * as evaluate from '../../training/commands/evaluate';
import * as exportModel from '../../training/commands/export';
import * as onnx from '../../training/commands/onnx';
import * as train from '../../training/commands/train';

const COMMANDS = { card, compare, data, evaluate, export: exportModel, onnx, train };
const { signal } = new AbortController();

/** What one of the pipeline's commands says, in the working folder; in this process, because starting one takes seconds. */
export async function command(name: keyof typeof COMMANDS, ...args: string[]): Promise<string> {
  const said: string[] = [];
  const spies = (['log', 'warn'] as const).map((kind) =>
    vi.spyOn(console, kind).mockImplementation((...words: unknown[]) => void said.push(words.join(' '))),
  );
  try {
    await COMMANDS[name].run(args, signal);
    return said.join('\n');
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
