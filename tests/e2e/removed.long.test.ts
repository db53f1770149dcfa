import { expect, it } from 'vitest';
import { overlayOf } from '../../scripts/driver/overlay';
import { until } from '../../scripts/driver/until';
import { readCall, useFacet } from './session';

const facet = useFacet();

it('leaves nothing on the page, half a minute after the extension was removed in mid-call', async () => {
  const call = await facet().call('meet');
  await readCall(facet(), call);
  await until(async () => (await overlayOf(call))?.badges.length);
  await facet().browser.uninstallExtension(facet().extensionId);
  await until(async () => /reads nothing any more/.test((await overlayOf(call))?.notice ?? ''));
  await until(async () => (await overlayOf(call)) === null, { timeout: 40_000 });
  expect(await call.evaluate(() => window.call?.playing()), 'the call goes on').toBe(true);
});
