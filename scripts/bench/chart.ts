import { escaped } from '../../training/markup/escaped';
import { type Bar, inWords, isReached } from './bars';

const ROW = 34;
const LEFT = 560;
const SCALE = 260;
const WIDTH = LEFT + 2 * SCALE + 130;

/**
 * The bars as one picture (SVG): each as long as its value is of what it must be, so that the one line in the middle is
 * the bar of all of them; shorter is better.
 */
export function chart(bars: readonly Bar[], title: string): string {
  const height = 70 + ROW * bars.length;
  const rows = bars.map((bar, i) => {
    const y = 52 + ROW * i;
    const middle = y + ROW / 2;
    const label = `<text x="${LEFT - 10}" y="${middle + 4}" text-anchor="end">${escaped(bar.name)}</text>`;
    const share = ofLimit(bar);
    const words = escaped(inWords(bar.value, bar.unit));
    if (share === null) return `${label}<text x="${LEFT + 8}" y="${middle + 4}" fill="#777">${words}</text>`;
    const width = Math.max(2, Math.min(2, share) * SCALE);
    const colour = isReached(bar) ? '#2e7d4f' : '#b3541e';
    return (
      `${label}<rect x="${LEFT}" y="${y + 6}" width="${width.toFixed(1)}" height="${ROW - 12}" fill="${colour}"/>` +
      `<text x="${(LEFT + width + 6).toFixed(1)}" y="${middle + 4}">${words}</text>`
    );
  });
  const line = `<path d="M${LEFT + SCALE} 44V${height - 14}" stroke="#222" stroke-dasharray="3 3"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="#222">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="26" font-size="15">${escaped(title)}</text>
<text x="${LEFT + SCALE}" y="40" text-anchor="middle" font-size="11">the bar</text>
${line}
${rows.join('\n')}
</svg>
`;
}

/** How much of what is allowed it takes, 1 at the bar; null where it was not measured. */
function ofLimit({ value, atMost, atLeast }: Bar): number | null {
  if (value === null) return null;
  return atMost !== undefined ? Math.max(0, value) / atMost : atLeast! / value;
}
