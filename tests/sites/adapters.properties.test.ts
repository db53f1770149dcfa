// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { SITES } from '../../src/sites/registry';
import { cases } from '../cases';

const TAGS = [
  'div',
  'span',
  'video',
  'canvas',
  'button',
  'form',
  'input',
  'img',
  'svg',
  'font',
  'slot',
  'a',
  'br',
  'p',
];
/** What sites' rules look for, and what pages name their inputs to hide members by. */
const ATTRIBUTES = [
  'data-participant-id',
  'data-requested-participant-id',
  'data-self-name',
  'data-tid',
  'data-user-id',
  'data-selenium-video-tile',
  'aria-label',
  'title',
  'class',
  'id',
  'name',
  'role',
  'alt',
  'hidden',
];
const VALUES = [
  '',
  'Ann Lee',
  'videocontainer',
  'displayname',
  'video-avatar__avatar-name',
  'participant_7',
  'parentElement',
  'getAttribute',
  'spaces/a/devices/1',
  'presentation',
  '(you)',
  '⁧x',
  '{name}',
];

interface Node {
  readonly tag: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly text: string;
  readonly children: readonly Node[];
}

const attribute = fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...VALUES));
const text = fc.constantFrom('', 'Ann Lee', 'Ben', 'Mute', 'x'.repeat(5000), '\u3164', 'You');
const own = { tag: fc.constantFrom(...TAGS), attributes: fc.array(attribute, { maxLength: 3 }), text };
const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.record({ ...own, children: fc.constant([]) }),
    fc.record({ ...own, children: fc.array(tie('tree'), { maxLength: 4 }) }),
  ),
}));

function build({ tag, attributes, text, children }: Node): Element {
  const element = document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  element.append(text, ...children.map(build));
  return element;
}

afterEach(() => document.body.replaceChildren());

describe.each(SITES.map((site) => [site.id, site] as const))('the rules of %s', (_, site) => {
  it('read any page without a word of complaint, and change nothing in it', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (roots) => {
        document.body.replaceChildren(...roots.map(build));
        const before = document.body.innerHTML;
        for (const tile of site.scan(document)) {
          expect(['person', 'screen']).toContain(tile.kind);
          expect(document.contains(tile.element)).toBe(true);
          expect(tile.name === null || tile.name.trim() !== '').toBe(true);
        }
        expect(document.body.innerHTML).toBe(before);
      }),
      cases(40, 20_000),
    );
  });

  it('know an address, or do not', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const url = new URL(address);
        expect(typeof site.matches(url)).toBe('boolean');
        const callKey = site.callKey?.(url) ?? null;
        expect(callKey === null || callKey.length > 0).toBe(true);
        expect([true, false, null]).toContain(site.isCall(url));
      }),
      cases(200),
    );
  });
});
