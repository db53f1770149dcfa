import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import type { Range } from '../../src/engine/detector';
import type { NetworkName, Variant } from './kernels-page';

let browser: Browser;
let opened: ModulePage;
beforeAll(async () => {
  browser = await launch();
  opened = await openModule(browser, 'tests/parity/kernels-page.ts');
  await opened.page.waitForFunction(() => 'runBoth' in globalThis, { timeout: 60_000 });
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
});

const both = (which: NetworkName, faces: number) => opened.page.evaluate((...args) => runBoth(...args), which, faces);

describe('our own kernels say what tfjs says', () => {
  it.each<NetworkName>([
    'shipped',
    'odd sides',
    'sides of 7 and 2',
    'sums of what went before',
    'a sum alone',
    'a sum of two looks at the grey picture',
    'a sequence',
  ])('%s, whatever the number of faces', async (which) => {
    for (const faces of [1, 2, 3, 5, 8]) {
      const answers = (await both(which, faces))!;
      expect(answers.ours).toHaveLength(answers.tfjs.length);
      const apart = answers.ours.map((share, i) => Math.abs(share - answers.tfjs[i]!));
      expect(Math.max(...apart)).toBeLessThan(1e-5);
      // That they differ from face to face shows that the comparison is one.
      const labels = answers.ours.length / faces;
      if (faces > 1) expect(answers.ours.slice(0, labels)).not.toEqual(answers.ours.slice(labels, 2 * labels));
    }
  });

  it.each<NetworkName>([
    'filters of 5 × 5',
    'channels in threes',
    'no softmax',
    'a mean of the grey picture',
    'a sum of unlike shapes',
  ])('%s are left to tfjs', async (which) => {
    expect(await both(which, 1)).toBeNull();
  });

  it.each<Range>(['short', 'full'])('the face detector, %s range', async (range) => {
    const answers = (await opened.page.evaluate((of) => runBothGraphs(of), range))!;
    expect(answers.ours.map(({ length }) => length)).toEqual(answers.tfjs.map(({ length }) => length));
    for (const [i, ours] of answers.ours.entries()) {
      const tfjs = answers.tfjs[i]!;
      const largest = Math.max(...tfjs.map(Math.abs));
      expect(largest).toBeGreaterThan(1);
      const apart = ours.map((value, k) => Math.abs(value - tfjs[k]!));
      expect(Math.max(...apart) / largest).toBeLessThan(1e-4);
    }
  });

  it.each<Variant>(['an odd side', 'a rectifier alone', 'another order'])(
    'a detector with %s is left to tfjs',
    async (variant) => {
      expect(await opened.page.evaluate((of) => runBothGraphs('short', of), variant)).toBeNull();
    },
  );
});
