import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Fixture } from '../../scripts/call/page/fixture';
import { FIXTURES, type SiteName } from '../../scripts/call/page/fixtures';
import { enabledOn } from '../../scripts/driver/enabled';
import { until } from '../../scripts/driver/until';
import { readCall, useFacet } from './session';
import { type ReadCall, TESTS } from './site-behaviours';
import { BEHAVIOURS, type Behaviour } from './site-table';

/** Each test is a cell of the README's table, which tests/build/site-table.test.ts holds to this list. */
export function testSites(sites: readonly SiteName[]): void {
  const chosen = sites.map((site) => ({ site, ...(FIXTURES[site] as Fixture) }));
  const asked = chosen.flatMap(({ addresses, expected }) => (expected.permission === 'asked' ? addresses : []));
  const extension = enabledOn(asked);
  const facet = useFacet({ extension });
  afterAll(() => rmSync(extension, { recursive: true, force: true }));

  describe.each(chosen)('$title', ({ site, addresses, expected }) => {
    let on: ReadCall;

    beforeAll(async () => {
      const call = await facet().call(site);
      await call.evaluate(async () => {
        await window.call?.join('Amara Okafor', { expression: 'happiness' });
        await window.call?.join('Noah Keller', { expression: 'surprise' });
      });
      on = { call, popup: await readCall(facet(), call), expected };
    });

    afterAll(async () => {
      await on?.popup.page.close();
      await on?.call.close();
    });

    it.each(Object.keys(BEHAVIOURS) as Behaviour[])('%s', (behaviour) => TESTS[behaviour](on));

    for (const address of addresses.slice(1)) {
      it(`is known at ${new URL(address).hostname}`, async () => {
        const call = await facet().browser.newPage();
        await call.goto(address);
        await call.waitForFunction(() => window.call?.playing());
        const popup = await facet().popup(call);
        await until(async () => (await popup.text()).includes(expected.label), { otherwise: () => popup.text() });
        await popup.page.close();
        await call.close();
      });
    }
  });
}
