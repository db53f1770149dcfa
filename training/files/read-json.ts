import { readFileSync } from 'node:fs';
import { messageOf } from '../../src/error-message';

/** What a JSON file holds. @throws Error naming the file where it is not JSON; what the file system throws */
export function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${messageOf(error)}`, { cause: error });
  }
}
