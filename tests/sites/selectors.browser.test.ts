import { expect, it } from 'vitest';
import { rulesFor, SITES, siteFor } from '../../src/sites/registry';
import { inBrowser } from './browser';

const browser = inBrowser();

it('has only selectors that parse', async () => {
  const page = await browser.show('');
  expect(await page.evaluate(() => window.probe.broken())).toEqual([]);
});

it('says of every selector where it was seen', () => {
  for (const { selectors } of SITES) {
    for (const { css, seen } of Object.values(selectors).flat()) expect(seen, css).toMatch(/\d{4}|standard/);
  }
});

it.each([
  ['https://meet.google.com/abc-defg-hij', 'meet'],
  ['https://app.zoom.us/wc/1/join', 'zoom'],
  ['https://teams.microsoft.com/v2/', 'teams'],
  ['https://teams.cloud.microsoft/', 'teams'],
  ['https://meet.jit.si/Standup', 'jitsi'],
  ['https://discord.com/channels/1/2', 'discord'],
  ['https://notzoom.us/wc/1', 'generic'],
  ['http://localhost:3000/room', 'generic'],
])('%s is %s', (address, id) => {
  expect(siteFor(new URL(address)).id).toBe(id);
});

it('tries the rules of self-hosted software on unknown pages, and the generic ones last', () => {
  expect(rulesFor(siteFor(new URL('https://meet.example.org/Standup'))).map(({ id }) => id)).toEqual([
    'jitsi',
    'generic',
  ]);
  expect(rulesFor(siteFor(new URL('https://meet.google.com/abc-defg-hij'))).map(({ id }) => id)).toEqual([
    'meet',
    'generic',
  ]);
});

it.each([
  ['meet', '<p data-tile-media-id="$" data-participant-id="$"></p>'],
  ['zoom', '<p class="x-container__video-frame">Ann</p>'],
  ['teams', '<p data-stream-type="Video" data-tid="Ann $"></p>'],
  ['jitsi', '<p class="videocontainer" id="participant_$"></p>'],
  ['discord', '<p data-selenium-video-tile="$" class="focusTarget" aria-label="Ann"></p>'],
])('does not stop the page of 5,000 tiles: %s', async (site, tile) => {
  const page = await browser.show('');
  await page.evaluate((html) => {
    document.body.innerHTML = Array.from({ length: 5000 }, (_, i) => html.replaceAll('$', `${i}`)).join('');
  }, tile);
  expect(await page.evaluate((id) => window.probe.again(id), site)).toBeLessThan(2000);
});
