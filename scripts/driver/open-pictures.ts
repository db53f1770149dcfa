import type { Page } from 'puppeteer';
import { asContentScript } from './isolated-world';

/**
 * Remembers every picture that is made in a context from now on. One that was closed has no size left; none is garbage
 * before it is counted.
 */
const WATCH = `(() => {
  const made = new Set();
  const note = (picture) => (made.add(picture), picture);
  globalThis.VideoFrame = new Proxy(VideoFrame, { construct: (of, args) => note(new of(...args)) });
  const { createImageBitmap: create } = globalThis;
  globalThis.createImageBitmap = async (...args) => note(await create(...args));
  globalThis.openPictures = () => {
    for (const one of made) if ((one.codedWidth ?? one.width) === 0) made.delete(one), globalThis.closedPictures++;
    return { open: made.size, closed: closedPictures };
  };
  globalThis.closedPictures = 0;
})()`;

export interface Pictures {
  readonly open: number;
  readonly closed: number;
}

/** Counts the pictures that Facet makes from now on in a page of its own, or in its own world of a call's page. */
export async function watchPictures(page: Page, extensionId?: string): Promise<() => Promise<Pictures>> {
  const run = <T>(expression: string) =>
    extensionId === undefined
      ? (page.evaluate(expression) as Promise<T>)
      : asContentScript<T>(page, extensionId, expression);
  await run(WATCH);
  return () => run<Pictures>('openPictures()');
}
