import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPRESSIONS, STYLE } from '../../src/expressions';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const [light, dark] = [...css.matchAll(/:root \{([^}]*--surface[^}]*)\}/g)].map(([, body]) =>
  Object.fromEntries([...body!.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, color]) => [name!, color!])),
);

/** WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const TEXT: readonly [text: string, surface: string][] = [
  ['text', 'surface'],
  ['text', 'surface-raised'],
  ['text-quiet', 'surface'],
  ['text-quiet', 'surface-raised'],
  ['accent', 'surface'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['danger', 'surface'],
  ['danger', 'danger-soft'],
  ['warning', 'warning-soft'],
];

describe.each([
  ['light', light!],
  ['dark', dark!],
])('%s colours', (_, colors) => {
  it.each(TEXT)('%s can be read on %s', (text, surface) => {
    expect(contrast(colors[text]!, colors[surface]!)).toBeGreaterThanOrEqual(4.5);
  });

  it('outlines of controls and the state’s dot can be seen', () => {
    for (const name of ['line-strong', 'good', 'danger']) {
      expect(contrast(colors[name]!, colors.surface!), name).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(EXPRESSIONS)('the bar of %s can be seen', (name) => {
    expect(contrast(STYLE[name].color, colors.surface!)).toBeGreaterThanOrEqual(3);
  });
});
