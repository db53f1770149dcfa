/**
 * Just enough SVG for a few plots. The libraries that draw charts in Node want a DOM (Observable Plot, D3) or fix their
 * colours (ECharts); ours must read well on light and dark pages, which CSS inside the file does.
 */

import { escaped } from '../../markup/escaped';

interface Colours {
  readonly page: string;
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  /** Series a, b, c, and writing over a. */
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly overA: string;
}

const LIGHT: Colours = {
  page: '#ffffff',
  ink: '#1b1f24',
  quiet: '#57606a',
  grid: '#d7dce2',
  a: '#2463b4',
  b: '#b35c00',
  c: '#2f7d4f',
  overA: '#ffffff',
};
const DARK: Colours = {
  page: '#1b1f24',
  ink: '#e8ebef',
  quiet: '#a3adb8',
  grid: '#3a424c',
  a: '#6ea8ff',
  b: '#f0a94a',
  c: '#6cc48d',
  overA: '#10141a',
};

// Rules twice rather than CSS variables, which viewers other than browsers do not know.
const rules = ({ page, ink, quiet, grid, a, b, c, overA }: Colours) =>
  `text{fill:${ink}}.quiet{fill:${quiet}}.grid{stroke:${grid}}.line{stroke:${quiet}}.page{fill:${page}}` +
  `.ca{stroke:${a}}.cb{stroke:${b}}.cc{stroke:${c}}.a{fill:${a}}.b{fill:${b}}.c{fill:${c}}.dot{fill:${b};stroke:${page}}.on{fill:${overA}}`;
const STYLE =
  'text{font:13px system-ui,sans-serif}.quiet{font-size:11px}.title{font-size:15px;font-weight:600}.line{stroke-dasharray:4 4}polyline{fill:none;stroke-width:2}' +
  `${rules(LIGHT)}@media (prefers-color-scheme:dark){${rules(DARK)}}`;

const short = (value: number) => String(Number(value.toFixed(2)));

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`,
  );
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** @param kind classes of the style: a, b, c (series), page */
export const rectangle = (kind: string, x: number, y: number, width: number, height: number, more: Attributes = {}) =>
  element('rect', { class: kind, x, y, width, height, ...more });

/** @param kind grid or line (dashed) */
export const line = (kind: string, x1: number, y1: number, x2: number, y2: number) =>
  element('line', { class: kind, x1, y1, x2, y2 });

/** @param kind series a, b or c */
export const curve = (kind: 'a' | 'b' | 'c', points: readonly (readonly [x: number, y: number])[]) =>
  element('polyline', { class: `c${kind}`, points: points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ') });

/** A filled circle, in pixels of the drawing. */
export const dot = (cx: number, cy: number) => element('circle', { class: 'dot', cx, cy, r: 4 });

/** @param anchor which of the text's ends stands at x @param kind quiet, title, on (over series a) */
export const text = (content: string, x: number, y: number, anchor: 'start' | 'middle' | 'end' = 'start', kind = '') =>
  element('text', { x, y, 'text-anchor': anchor, ...(kind ? { class: kind } : {}) }, escaped(content));

/** A whole file. @param title also for screen readers */
export function drawing(width: number, height: number, title: string, parts: readonly string[]): string {
  const heading = text(title, 16, 26, 'start', 'title');
  const body = [rectangle('page', 0, 0, width, height), heading, ...parts].join('\n');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
    `aria-label="${escaped(title)}">\n<style>${STYLE}</style>\n${body}\n</svg>\n`
  );
}
