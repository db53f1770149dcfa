import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, describe, it } from 'vitest';
import type { Fixture } from '../../scripts/call/page/fixture';
import { FIXTURES, type SiteName } from '../../scripts/call/page/fixtures';
import { CALLS } from '../../scripts/call/server';
import { bundle } from '../../scripts/chromium/bundle';
import { enabledOn } from '../../scripts/driver/enabled';
import type { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import type {} from './random-events-page';
import { readCall, useFacet } from './session';

const EVENTS = 25;
const SEED = Number(process.env.FACET_SEED ?? 20_261_121);
const MOST = 5;
/** All tiles on one canvas; and a page that tells nothing but names. */
const SITES: readonly SiteName[] = ['zoomCanvas', 'generic'];

/** As tests/sites/random, with the whole extension and its engine, at the clock's pace. */
describe(`${EVENTS} random events, seed ${SEED}, with the real engine`, () => {
  const extension = enabledOn([CALLS.generic]);
  const facet = useFacet({ extension });
  afterAll(() => rmSync(extension, { recursive: true, force: true }));

  it.each(SITES)(
    '%s',
    async (site) => {
      const call = await facet().call(site);
      const { frame }: Fixture = FIXTURES[site];
      const client = frame ? call.frames().find((one) => one.url().includes(frame.path))! : call.mainFrame();
      await client.evaluate(await bundle(fileURLToPath(new URL('./random-events-page.ts', import.meta.url))));
      const random = await client.evaluateHandle((...args) => window.randomEvents(...args), SEED, MOST);
      const story = [
        await random.evaluate((events) => events.join()),
        await random.evaluate((events) => events.join()),
      ];
      const popup = await readCall(facet(), call);
      for (let event = 0; event < EVENTS; event++) {
        story.push(`${event}: ${await random.evaluate((events) => events.next())}`);
        await until(async () => (await shown(popup)) === (await drawn(call)), {
          otherwise: async () =>
            [
              `seed ${SEED}`,
              ...story.slice(-6),
              `in the call:\n${await drawn(call)}`,
              `told:\n${await shown(popup)}`,
            ].join('\n'),
        });
      }
      await popup.page.close();
      await call.close();
    },
    120_000,
  );
});

/** Who is in the call with which face, a line each; of the user no more than whether the camera is on. */
function drawn(call: Page): Promise<string> {
  return call.evaluate(() =>
    window
      .call!.allSeats()
      .map(({ participant: { name, isSelf, cameraOn, expression } }) =>
        isSelf ? `${name}: me` : `${name}: ${cameraOn ? expression : 'off'}`,
      )
      .sort()
      .join('\n'),
  );
}

async function shown(popup: Popup): Promise<string> {
  return (await popup.rows())
    .map(({ name, isSelf, expression }) => (isSelf ? `${name}: me` : `${name}: ${expression ?? 'off'}`))
    .sort()
    .join('\n');
}
