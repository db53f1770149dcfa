import type { Sample } from './sample';

const LINES = [
  ['engineHeap', 'engine, MB'],
  ['pageHeap', 'call’s page, MB'],
  ['resident', 'all processes, MB'],
  ['engineListeners', 'listeners, engine'],
  ['pageListeners', 'listeners, page'],
  ['stored', 'stored, MB'],
  ['openPictures', 'open pictures'],
] as const satisfies readonly (readonly [keyof Sample, string])[];
const [WIDTH, ROW, LEFT, RIGHT] = [940, 70, 180, 130];

/** Each figure against time, as SVG, from 0 to the most that it was. @param faults when they were, in seconds. */
export function picture(samples: readonly Sample[], faults: readonly number[], title: string): string {
  const end = Math.max(1, samples.at(-1)?.at ?? 1);
  const x = (at: number) => (LEFT + ((WIDTH - LEFT - RIGHT) * at) / end).toFixed(1);
  const rows = LINES.map(([key, words], i) => {
    const bottom = 40 + ROW * (i + 1) - 14;
    const most = Math.max(...samples.map((one) => one[key]), 1e-9);
    const path = samples.map((one) => `${x(one.at)},${(bottom - ((ROW - 24) * one[key]) / most).toFixed(1)}`).join(' ');
    const last = samples.at(-1)?.[key] ?? 0;
    return `<text x="${LEFT - 10}" y="${bottom}" text-anchor="end">${words}</text>
<path d="M${LEFT} ${bottom}H${WIDTH - RIGHT}" stroke="#ccc"/><polyline points="${path}" fill="none" stroke="#2e5d8f"/>
<text x="${WIDTH - RIGHT + 6}" y="${bottom}">${last.toFixed(1)} (≤ ${most.toFixed(1)})</text>`;
  });
  const height = 60 + ROW * LINES.length;
  const marks = faults.map((at) => `<path d="M${x(at)} 36V${height - 20}" stroke="#b3541e" stroke-dasharray="2 4"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">
<title>${title}</title><rect width="100%" height="100%" fill="#fff"/><text x="16" y="24" font-size="15">${title}</text>
${marks.join('')}${rows.join('\n')}
</svg>
`;
}
