import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import type {} from './pipeline-page';

/** For the tests of a file: pipeline-page.ts in a browser with these flags. */
export function usePipelinePage(args: string[] = []): () => Page {
  let browser: Browser;
  let opened: ModulePage;
  beforeAll(async () => {
    browser = await launch({ args });
    opened = await openModule(browser, 'tests/engine/pipeline-page.ts');
    await opened.page.waitForFunction(() => 'pipelineTest' in globalThis, { timeout: 60_000 });
  });
  afterAll(async () => {
    await opened?.close();
    await browser?.close();
  });
  return () => opened.page;
}
