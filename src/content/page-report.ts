import browser from 'webextension-polyfill';
import { browserVersion } from '../browser-version';
import { generic } from '../sites/generic/site';
import { membersOf } from '../sites/members';
import { outlineTiles } from '../sites/outline';
import { rulesFor } from '../sites/registry';
import { deepQuery } from '../sites/shadow';
import type { Site } from '../sites/site';
import { liveTrack } from '../sites/video';
import { isShown } from '../sites/visible';
import { scanPage } from './scan-page';

/**
 * What a maintainer needs to mend a site's rules, as text for a bug report: which selectors match how often, and how the
 * tiles are built. It holds no text of the page, no name, no picture, and no address but the host.
 */
export function pageReport(site: Site): string {
  const { tiles, changed } = scanPage(site);
  const rules = rulesFor(site).filter((one) => one !== generic);
  return [
    `Facet ${browser.runtime.getManifest().version}, ${browserVersion()}`,
    `Site: ${site.label} on ${location.hostname}${changed ? ', changed' : ''}`,
    `Tiles found: ${tiles.length}, with a name ${tiles.filter(({ name }) => name !== null).length}, with an id ${tiles.filter(({ key }) => key !== null).length}, with a picture ${tiles.filter(({ source }) => source !== null).length}, with a name that keeps changing ${tiles.filter(({ isRestless }) => isRestless).length}`,
    videos(),
    ...rules.flatMap(({ id, selectors }) => [
      '',
      `Selectors of "${id}" and their matches:`,
      ...Object.entries(selectors).flatMap(([purpose, list]) =>
        list.map(({ css }) => `  ${purpose}: ${css} → ${membersOf(document).querySelectorAll(css).length}`),
      ),
    ]),
    '',
    'Structure of the first tiles:',
    outlineTiles(tiles) || '(none)',
  ].join('\n');
}

function videos(): string {
  const all = deepQuery(document, 'video') as HTMLVideoElement[];
  const live = all.filter(liveTrack);
  const canvases = deepQuery(document, 'canvas').filter((canvas) => isShown(canvas));
  return `Videos: ${all.length}, live ${live.length}, shown ${live.filter((video) => isShown(video)).length}; canvases shown: ${canvases.length}`;
}
