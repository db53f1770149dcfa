import { type Classes, styleOf } from '../classes';
import { EXPRESSIONS, STYLE, wholePercent } from '../expressions';
import { meaningOf, wordOf } from '../i18n/class-words';
import { percent } from '../i18n/format';
import type { Filling, Key } from '../i18n/language';
import { locale, t } from '../i18n/t';
import type { Mark } from './marks';
import type { StoredSession } from './records';
import { changesOf, summaryOf } from './summary';
import { type Lane, type Timeline, wholeCall } from './timeline';
import { type Bin, bins } from './timeline-bins';
import { clock } from './timeline-clock';

/** Columns of a drawn lane. */
const WIDTH = 600;
const HEIGHT = 46;
/** Above the bands: what showed more than usual. */
const ABOVE = 6;
/** Moments that are written below the bands. */
const TICKS = 4;

const STYLE_SHEET = `
:root { color-scheme: light dark; --ground: #ffffff; --raised: #f6f6fb; --line: #e2e2ec; --gap: #85859b; --text: #1c1b29; --quiet: #5b5a6d }
@media (prefers-color-scheme: dark) { :root { --ground: #16161e; --raised: #1f1f2a; --line: #32323f; --gap: #77778c; --text: #f1f0f7; --quiet: #aeadc0 } }
@media print { :root { color-scheme: light; --ground: #ffffff; --raised: #f6f6fb; --line: #e2e2ec; --gap: #85859b; --text: #1c1b29; --quiet: #5b5a6d } svg, i { print-color-adjust: exact } h3 { break-after: avoid } }
body { max-width: 900px; margin: 40px auto; padding: 0 20px; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere }
h1 { font-size: 24px } h2 { margin-top: 36px; font-size: 18px } h3 { margin: 20px 0 4px; font-size: 15px }
svg { display: block; width: 100%; height: ${ABOVE + HEIGHT}px; background: var(--raised); forced-color-adjust: none } svg .gap { fill: var(--gap) } svg .mark { fill: var(--text) }
.axis { display: flex; justify-content: space-between; margin: 2px 0 0; font-size: 12px; font-variant-numeric: tabular-nums }
.scroll { overflow-x: auto; overflow-wrap: normal } table { border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums } th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); text-align: left } tbody th { min-width: 9em }
ul.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none } ul.legend i { display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 3px; forced-color-adjust: none }
.quiet { color: var(--quiet) } .note { white-space: pre-wrap }
`;

/** A session as one HTML page that needs nothing else: no script, no request. */
export function sessionReport(
  session: StoredSession,
  timeline: Timeline,
  marks: readonly Mark[],
  note: string,
  title: string,
): string {
  const { lanes, seconds, classes } = timeline;
  const drawn = lanes.length > 1 ? [wholeCall(timeline), ...lanes] : lanes;
  const mode = session.mode ?? 'people';
  const head = [
    t('report_length', { length: clock(seconds) }),
    t('session_mode', { mode: t(`mode_${mode}`) }),
    mode === 'audience' ? t('modeShort_audience') : t('report_faces', { count: lanes.length }),
    t('model_version', { version: session.modelVersion }),
  ].join(' · ');
  const moments = marks.map(({ time, word }) => ({ at: time / 1000 - timeline.start, word }));
  return `<!doctype html>
<html lang="${locale()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE_SHEET}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(head)}</p>
<p class="quiet">${say('report_what', { meaning: meaningOf(classes) })}</p>
${note ? `<h2>${say('notes')}</h2>\n<p class="note">${escaped(note)}</p>` : ''}
<h2>${say('timeline')}</h2>
<ul class="legend">${stylesOf(classes)
    .map(({ color, word }) => `<li><i style="background:${color}"></i>${word}</li>`)
    .join('')}</ul>
<p class="quiet">${say('report_bands')}</p>
${drawn.map((lane) => `<h3>${escaped(lane.name)}${lane.isSelf ? ` ${say('popup_you')}` : ''}</h3>\n${picture(lane, seconds, moments)}`).join('\n')}
${axis(seconds)}
<h2>${say('report_means')}</h2>
<div class="scroll" role="region" aria-label="${say('report_means')}" tabindex="0"><table><thead><tr>${(['report_person', 'report_read', 'report_unsure', 'report_unread'] as const).map((key) => `<th scope="col">${say(key)}</th>`).join('')}${stylesOf(
    classes,
  )
    .map(({ word }) => `<th scope="col">${word}</th>`)
    .join('')}</tr></thead>
<tbody>${lanes.map(meansRow).join('\n')}</tbody></table></div>
<h2>${say('report_changes')}</h2>
<ul>${lanes.flatMap(changeItems).join('\n') || `<li>${say('report_noChanges')}</li>`}</ul>
${moments.length > 0 ? `<h2>${say('marks')}</h2>\n<ul>${moments.map(({ at, word }) => `<li>${clock(at)} ${escaped(word)}</li>`).join('\n')}</ul>` : ''}
</main>
</body>
</html>
`;
}

/** Words as HTML: a model's own may hold anything. */
function stylesOf(classes: Classes): { readonly word: string; readonly color: string }[] {
  return classes.map((kind) => ({ word: escaped(wordOf(kind)), color: styleOf(kind).color }));
}

function picture(lane: Lane, seconds: number, marks: readonly { readonly at: number }[]): string {
  const x = (second: number) => round((second / seconds) * WIDTH);
  const styles = stylesOf(lane.classes);
  const columns = bins(lane, 0, seconds, WIDTH).map((column) => columnOf(column, styles, x));
  const lines = marks.map(({ at }) => `<rect class="mark" x="${x(at)}" width="1.5" height="${ABOVE + HEIGHT}"/>`);
  const label = `${lane.name}: ${meansWords(lane)}`;
  return `<svg viewBox="0 0 ${WIDTH} ${ABOVE + HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${escaped(label)}">${columns.join('')}${lines.join('')}</svg>`;
}

function columnOf(
  { from, to, shares, certainty, more, gap }: Bin,
  styles: readonly { readonly color: string }[],
  x: (second: number) => number,
): string {
  const at = `x="${x(from)}" width="${round(x(to) - x(from))}"`;
  const usual = more < 0 ? '' : `<rect ${at} height="4" fill="${STYLE[EXPRESSIONS[more]!].color}"/>`;
  if (!shares) {
    if (!gap) return usual;
    const thick = gap === 'no camera' ? 1 : 4;
    return `${usual}<rect class="gap" ${at} y="${ABOVE + HEIGHT - thick}" height="${thick}"/>`;
  }
  let bottom = ABOVE + HEIGHT;
  const bands = shares.map((share, i) => {
    const tall = round(share * HEIGHT);
    bottom = round(bottom - tall);
    return tall < 0.2 ? '' : `<rect ${at} y="${bottom}" height="${tall}" fill="${styles[i]!.color}"/>`;
  });
  return `${usual}<g opacity="${round(0.3 + 0.7 * certainty)}">${bands.join('')}</g>`;
}

function axis(seconds: number): string {
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => `<span>${clock((i * seconds) / TICKS)}</span>`);
  return `<p class="axis quiet" aria-hidden="true">${ticks.join('')}</p>`;
}

function meansRow(lane: Lane): string {
  const { named, unsure, unread, mean } = summaryOf(lane);
  const cells = lane.classes.map((_, i) => `<td>${mean ? percent(wholePercent(mean[i]!)) : '–'}</td>`);
  return `<tr><th scope="row">${escaped(lane.name)}</th><td>${clock(named + unsure)}</td><td>${clock(unsure)}</td><td>${clock(unread)}</td>${cells.join('')}</tr>`;
}

function meansWords(lane: Lane): string {
  const { mean } = summaryOf(lane);
  if (!mean) return t('nothing_failed');
  return lane.classes
    .map((kind, i) => t('means_share', { word: wordOf(kind), share: percent(wholePercent(mean[i]!)) }))
    .join(', ');
}

function changeItems(lane: Lane): string[] {
  return changesOf(lane).map(
    ({ at, from, to }) =>
      `<li>${say('report_change', { time: clock(at), name: lane.name, from: wordOf(from), to: wordOf(to) })}</li>`,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A message as HTML. */
function say<K extends Key>(key: K, ...filling: Filling<K>): string {
  return escaped(t(key, ...filling));
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}
