import { useMemo } from 'preact/hooks';
import { styleOf } from '../../classes';
import { wholePercent } from '../../expressions';
import { shareWords, wordOf } from '../../i18n/class-words';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import { changesOf, summaryOf } from '../../session/summary';
import type { Lane } from '../../session/timeline';
import { clock } from '../../session/timeline-clock';

/** Each face's means, and the moments at which what it shows changed for long. */
export function PeopleSummary({ lanes, onAt }: { lanes: readonly Lane[]; onAt: (second: number) => void }) {
  return (
    <section class="card" aria-label={t('means_label')}>
      <h2>{t('means')}</h2>
      <ul class="people">
        {lanes.map((lane) => (
          <Person key={`${lane.participant} ${lane.name}`} lane={lane} onAt={onAt} />
        ))}
      </ul>
      <p class="quiet small">{t('means_change')}</p>
    </section>
  );
}

function Person({ lane, onAt }: { lane: Lane; onAt: (second: number) => void }) {
  const { named, unsure, unread, mean } = useMemo(() => summaryOf(lane), [lane]);
  const changes = useMemo(() => changesOf(lane), [lane]);
  return (
    <li>
      <h3>
        {lane.name}
        {lane.isSelf && <span class="quiet"> {t('popup_you')}</span>}
      </h3>
      <p class="quiet">
        {t('means_read', { read: clock(named + unsure), unsure: clock(unsure), unread: clock(unread) })}
      </p>
      {mean && (
        <p class="means">
          {lane.classes
            .map((kind, i) => ({ kind, share: mean[i]! }))
            .filter(({ share }) => share >= 0.005)
            .sort((a, b) => b.share - a.share)
            .map(({ kind, share }) => (
              <span key={kind.name} title={shareWords(kind, share)}>
                <i style={{ background: styleOf(kind).color }} />
                {t('means_share', { word: wordOf(kind), share: percent(wholePercent(share)) })}
              </span>
            ))}
        </p>
      )}
      {changes.length > 0 && (
        <p class="changes">
          {changes.map(({ at, from, to }) => (
            <button key={at} type="button" class="button small" onClick={() => onAt(at)}>
              {t('means_fromTo', { time: clock(at), from: wordOf(from), to: wordOf(to) })}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}
