import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../driver/facet';

/**
 * A copy of the built extension that speaks a language whatever the browser's is: Chromium of many systems comes with
 * English alone, and then no other message is ever asked for.
 *
 * @param folder of the language in `_locales`.
 */
export function speaking(folder: string, to: string): string {
  rmSync(to, { recursive: true, force: true });
  cpSync(DIST, to, { recursive: true });
  const messages = readFileSync(join(DIST, '_locales', folder, 'messages.json'));
  writeFileSync(join(to, '_locales/en/messages.json'), messages);
  return to;
}

/** As after a failed update: a file that the engine needs is damaged. */
export function damaged(extension: string, to: string): string {
  rmSync(to, { recursive: true, force: true });
  cpSync(extension, to, { recursive: true });
  writeFileSync(join(to, 'models/emotion/model.json'), '{}');
  return to;
}
