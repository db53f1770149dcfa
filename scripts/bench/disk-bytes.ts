import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../driver/facet';
import { until } from '../driver/until';
import type { SittingCall } from './sitting-call';

/**
 * Bytes of the files that a call reads until somebody is read: those of the offscreen document, which is loaded anew for
 * this, and the content script. The largest first.
 */
export async function diskBytes({ facet, popup }: SittingCall): Promise<{ total: number; files: [string, number][] }> {
  const offscreen = await facet.offscreen();
  const root = facet.url('');
  const names = new Set<string>();
  offscreen.on('request', (request) => {
    if (request.url().startsWith(root)) names.add(request.url().slice(root.length));
  });
  const isReading = async () => (await popup.rows()).some(({ bars }) => Object.keys(bars).length > 0);
  await offscreen.reload();
  await until(async () => !(await isReading()), { timeout: 20_000 });
  await until(isReading, { timeout: 60_000 });
  const manifest = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as {
    content_scripts: { js: string[] }[];
  };
  for (const { js } of manifest.content_scripts) for (const name of js) names.add(name);
  const files = [...names].map((name): [string, number] => [name.split('/').at(-1)!, statSync(join(DIST, name)).size]);
  files.sort((a, b) => b[1] - a[1]);
  return { total: files.reduce((sum, [, size]) => sum + size, 0), files };
}
