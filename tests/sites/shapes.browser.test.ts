import { describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

const browser = inBrowser();
const people = (html: string) => browser.participants('generic', html);
const names = async (html: string) => (await people(html)).map(({ name }) => name);
const NOBODY_NAMED = ['Participant 1', 'Participant 2'];

/** Shapes of call pages that nobody wrote rules for. */
describe('a page', () => {
  it('of custom elements, with names in slots of their shadow roots', async () => {
    const page = await browser.show(
      ['Ann', 'Bob'].map((name) => `<call-tile><span slot="name">${name}</span></call-tile>`).join(''),
    );
    const seen = await page.evaluate(() => {
      for (const tile of document.querySelectorAll('call-tile')) {
        const root = tile.attachShadow({ mode: 'open' });
        root.innerHTML = '<div><video style="width:320px;height:180px"></video><slot name="name"></slot></div>';
        const canvas = document.createElement('canvas');
        canvas.getContext('2d');
        root.querySelector('video')!.srcObject = canvas.captureStream(10);
      }
      return window.probe.participants('generic');
    });
    expect(seen.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
  });

  it('of custom elements without shadow roots', async () => {
    const tile = (name: string, plays: string) =>
      `<x-participant><x-media><video data-plays="${plays}"></video></x-media><x-label>${name}</x-label></x-participant>`;
    expect(await names(tile('Ann', 'remote:a') + tile('Bob', 'remote:b'))).toEqual(['Ann', 'Bob']);
  });

  it('with names in a layer of their own above the videos', async () => {
    const cells = ['a', 'b'].map((plays) => `<div><video data-plays="remote:${plays}"></video></div>`).join('');
    const labels = ['Ann', 'Bob'].map(
      (name, i) => `<span style="position:absolute;left:8px;top:${i * 180 + 150}px">${name}</span>`,
    );
    const html = `<div style="position:relative"><div>${cells}</div><div>${labels.join('')}</div></div>`;
    expect(['Ann,Bob', NOBODY_NAMED.join()]).toContain((await names(html)).join());
  });

  it('with names in title attributes', async () => {
    const tile = (name: string, plays: string) =>
      `<div class="vid" title="${name}"><video data-plays="${plays}"></video><button title="Pin"></button></div>`;
    expect(await names(tile('Ann', 'remote:a') + tile('Bob', 'remote:b'))).toEqual(['Ann', 'Bob']);
  });

  it('with names in a list elsewhere names nobody', async () => {
    const html = `<div style="display:flex"><div><div><video data-plays="remote:a"></video></div><div><video data-plays="remote:b"></video></div></div>
      <ul style="width:200px"><li>Ann</li><li>Bob</li></ul></div>`;
    expect(await names(html)).toEqual(NOBODY_NAMED);
  });

  it('with names that only its styles draw names nobody', async () => {
    const html = `<style>.t::after{content:attr(data-x)}.u::after{content:"Bob"}</style>
      <div class="t" data-x="Ann"><video data-plays="remote:a"></video></div><div class="u"><video data-plays="remote:b"></video></div>`;
    expect(await names(html)).toEqual(NOBODY_NAMED);
  });

  it('that draws everyone on a canvas has no tile to read', async () => {
    expect(await people('<canvas width="900" height="500"></canvas><p>Ann</p><p>Bob</p>')).toEqual([]);
  });

  it('with several videos in one box: a backdrop of the same stream is no one, another stream is', async () => {
    const html = `<div style="position:relative;width:320px;height:180px">
      <video data-plays="remote:a" style="position:absolute;filter:blur(9px)"></video><video data-plays="remote:a" style="position:absolute;width:200px;height:112px"></video><p>Ann</p></div>
      <div><video data-plays="remote:b"></video><video data-plays="remote:c"></video></div>`;
    const seen = await people(html);
    expect(seen).toHaveLength(3);
    expect(seen[0]).toMatchObject({ name: 'Ann' });
  });

  it('that keeps a spare, hidden video beside the one that shows', async () => {
    const html = `<div><video data-plays="remote:x" style="display:none"></video><video data-plays="remote:a"></video><p>Ann</p></div>
      <div><video data-plays="remote:b"></video><p>Bob</p></div>`;
    const seen = await people(html);
    expect(seen.filter(({ named }) => named).map(({ name }) => name)).toEqual(['Ann', 'Bob']);
  });

  it('with a mirrored own picture that it processed, and remote ones', async () => {
    const html = `<div><video data-plays="made" style="transform:rotateY(180deg)"></video><p>You</p></div><div><video data-plays="remote:b"></video><p>Bob</p></div>`;
    expect((await people(html)).map(({ name, isSelf }) => [name, isSelf])).toEqual([
      ['Participant 1', true],
      ['Bob', false],
    ]);
  });

  it('written from right to left', async () => {
    const tile = (name: string, plays: string) =>
      `<div><video data-plays="${plays}"></video><p>\u200f${name}\u200f</p><button>השתק</button></div>`;
    const html = `<div dir="rtl">${tile('דנה לוי (את)', 'camera')}${tile('أحمد', 'remote:b')}</div>`;
    expect(await names(html)).toEqual(['דנה לוי', 'أحمد']);
  });

  it('with captions below the videos that change all the time', async () => {
    const tile = (name: string, says: string, plays: string) =>
      `<div class="tile"><video data-plays="${plays}"></video><span class="displayName">${name}</span><div class="live-captions">${says}</div></div>`;
    expect(
      await names(tile('Ann', 'so what I meant is', 'remote:a') + tile('Bob', 'hold on a second', 'remote:b')),
    ).toEqual(['Ann', 'Bob']);
  });

  it('with a caption of whoever speaks on the stage and no names', async () => {
    const tile = (says: string, plays: string) =>
      `<div class="tile"><video data-plays="${plays}"></video><div class="captions" aria-live="polite">${says}</div></div>`;
    expect(await names(tile('so what I meant', 'remote:a') + tile('hold on', 'remote:b'))).toEqual(NOBODY_NAMED);
  });

  it('with names of many words, and in scripts without capitals', async () => {
    const tile = (name: string, plays: string) =>
      `<div><video data-plays="remote:${plays}"></video><p>${name}</p></div>`;
    const cast = ['María del Carmen de la Cruz', 'van den Berg, Anna', '王小明', 'Martin Luther King Jr.'];
    expect(await names(cast.map((name, i) => tile(name, `${i}`)).join(''))).toEqual(cast);
  });

  it('with a picture-in-picture of somebody whose tile shows too', async () => {
    const html = `<div><video data-plays="remote:a"></video><p>Ann</p></div><div><video data-plays="remote:b"></video><p>Bob</p></div>
      <div style="position:fixed;right:0;bottom:0"><video data-plays="remote:b" style="width:120px;height:68px"></video></div>`;
    expect(await names(html)).toEqual(['Ann', 'Bob']);
  });
});
