/** How classes of one's own are shown: `classes.json` beside the pictures. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../files/read-json';
import type { TrainedModelMetadata } from './trained-metadata';

const FILE = 'classes.json';
const STYLES = z.record(
  z.string(),
  z.object({ color: z.string().optional(), words: z.record(z.string(), z.string()).optional() }).strict(),
);

/**
 * Colours and words of classes, as `{"bored": {"color": "#55862a", "words": {"de": "gelangweilt"}}}` has them.
 * @param data the data set's folder, or its CSV file
 * @throws Error naming the file and what is wrong in it
 */
export function classStyles(data: string, labels: readonly string[]): Pick<TrainedModelMetadata, 'colors' | 'words'> {
  const file = join(existsSync(data) && statSync(data).isDirectory() ? data : dirname(data), FILE);
  if (!existsSync(file)) return {};
  const styles = Object.entries(read(file));
  const unknown = styles.find(([name]) => !labels.includes(name));
  if (unknown) throw new Error(`${file} tells of a class "${unknown[0]}", and there are ${labels.join(', ')}.`);
  const colors = styles.flatMap(([name, { color }]) => (color ? [[name, color] as const] : []));
  const words = styles.flatMap(([name, { words: own }]) => (own ? [[name, own] as const] : []));
  return {
    ...(colors.length > 0 ? { colors: Object.fromEntries(colors) } : {}),
    ...(words.length > 0 ? { words: Object.fromEntries(words) } : {}),
  };
}

function read(file: string): z.infer<typeof STYLES> {
  const parsed = STYLES.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${file}: ${issue!.path.join('.') || 'it'}: ${issue!.message}. It should be {"CLASS": {"color": "#55862a", "words": {"de": "..."}}}.`,
  );
}
