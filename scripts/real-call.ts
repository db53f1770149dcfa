/** A real call in a window with Facet installed; the profile is kept, so that a sign-in lasts. */
import { join } from 'node:path';
import { launch } from './chromium/launch';
import { DIST } from './driver/facet';
import { cli, ROOT, say } from './run.mjs';

await cli(async () => {
  const url = process.argv[2]!;
  const browser = await launch({
    headless: false,
    enableExtensions: [DIST],
    defaultViewport: null,
    userDataDir: join(ROOT, '.cache/profile'),
  });
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.goto(url).catch((error: Error) => console.error(`${url} did not open: ${error.message}`));
  say(
    'Join the call, then start Facet from its button in the toolbar (behind the jigsaw piece). Close the window to end.',
  );
  await new Promise<void>((resolve) => {
    browser.once('disconnected', () => resolve());
  });
});
