import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { checkFiles } from '../../src/engine/integrity';

const FILES = {
  'chrome-extension://facet/models/emotion/model.json': '{"labels":["happiness","anger"]}',
  'chrome-extension://facet/models/emotion/weights.bin': '\0\x01\x02',
  'chrome-extension://facet/vendor/tfjs/some.wasm': 'asm',
};
const DIGESTS = Object.fromEntries(
  Object.entries(FILES).map(([url, text]) => [url, createHash('sha256').update(text).digest('hex')]),
);
const urls = Object.keys(FILES);

/** The disk, as an extension's own page sees it. */
function serve(files: Readonly<Record<string, string>>): void {
  vi.stubGlobal('fetch', async (url: string) => {
    if (!(url in files)) throw new TypeError('Failed to fetch');
    return new Response(files[url]);
  });
}
afterEach(() => vi.unstubAllGlobals());

const check = (digests = DIGESTS) => checkFiles(digests, new AbortController().signal);

it('takes files as they were built', async () => {
  serve(FILES);
  await expect(check()).resolves.toBeUndefined();
});

it.each(urls)('refuses %s changed by one character, cut, or lengthened', async (url) => {
  const was = FILES[url as keyof typeof FILES];
  for (const now of [`${was.slice(0, -1)}~`, was.slice(0, -1), `${was} `, '']) {
    serve({ ...FILES, [url]: now });
    const name = url.replace('chrome-extension://facet/', '');
    await expect(check()).rejects.toThrow(`Facet’s file ${name} was changed after Facet was built`);
  }
});

it('refuses a file in the place of another', async () => {
  serve({ ...FILES, [urls[0]!]: FILES['chrome-extension://facet/models/emotion/weights.bin'] });
  await expect(check()).rejects.toThrow('was changed');
});

it.each(urls)('says which file is missing: %s', async (url) => {
  const { [url]: _, ...others } = FILES as Record<string, string>;
  serve(others);
  await expect(check()).rejects.toThrow(/is missing. Install Facet again/);
});

it('ends with its signal', async () => {
  serve(FILES);
  await expect(checkFiles(DIGESTS, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
});
