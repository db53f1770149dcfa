import type { Classes } from '../../classes';
import { EXPRESSIONS, wholePercent } from '../../expressions';
import { wordOf } from '../../i18n/class-words';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import type { Lane } from '../../session/timeline';
import { type Bin, bins } from '../../session/timeline-bins';
import { clock } from '../../session/timeline-clock';
import type { Range } from './lane-chart';

/** Rows at the most: a table is read line by line. */
const ROWS = 30;

/** What the charts show, in words: a stretch of time per row, a person per column. */
export function MomentsTable({ lanes, range }: { lanes: readonly Lane[]; range: Range }) {
  const columns = lanes.map((lane) => bins(lane, range.from, range.to, ROWS));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={t('timeline_tableLabel')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('timeline_from')}</th>
            {lanes.map(({ participant, name, isSelf }) => (
              <th key={`${participant} ${name}`} scope="col">
                {name}
                {isSelf && <span class="quiet"> {t('popup_you')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns[0]?.map(({ from }, row) => (
            <tr key={from}>
              <th scope="row">{clock(from)}</th>
              {columns.map((cells, i) => (
                <td key={`${lanes[i]!.participant} ${lanes[i]!.name}`}>{binWords(cells[row]!, lanes[i]!.classes)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function binWords({ shares, certainty, more, gap }: Bin, classes: Classes): string {
  if (!shares) return gap ? t(gap === 'no camera' ? 'timeline_noCamera' : 'timeline_noReading') : '–';
  const best = shares.indexOf(Math.max(...shares));
  const word = wordOf(classes[best]!);
  const named = certainty >= 0.5 ? word : t('timeline_mostLike', { word });
  const usual = more >= 0 ? ` · ${t(`more_${EXPRESSIONS[more]!}`)}` : '';
  return `${t('means_share', { word: named, share: percent(wholePercent(shares[best]!)) })}${usual}`;
}
