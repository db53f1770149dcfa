import type { Page } from 'puppeteer';

/**
 * Runs an expression as Facet's content script in a page's main frame: what a renderer that was taken over could do, with
 * every right that the script has.
 */
export async function asContentScript<T>(page: Page, extensionId: string, expression: string): Promise<T> {
  const session = await page.createCDPSession();
  try {
    const world = new Promise<number>((resolve, reject) => {
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin === `chrome-extension://${extensionId}`) resolve(context.id);
      });
      setTimeout(() => reject(new Error('The page has no content script of Facet.')), 10_000);
    });
    await session.send('Runtime.enable');
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: await world,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  } finally {
    await session.detach();
  }
}
