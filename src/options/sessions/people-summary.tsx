import { useMemo } from 'preact/hooks';
import { styleOf } from '../../classes';
import { wholePercent } from '../../expressions';
import { shareWords } from '../../i18n/class-words';
import { changesOf, summaryOf } from '../../session/summary';
import type { Lane } from '../../session/timeline';
import { clock } from '../../session/timeline-clock';

/** Each face's means, and the moments at which what it shows changed for long. */
export function PeopleSummary({ lanes, onAt }: { lanes: readonly Lane[]; onAt: (second: number) => void }) {
  return (
    <section class="card" aria-label="Means and changes">
      <h2>Means and moments of change</h2>
      <ul class="people">
        {lanes.map((lane) => (
          <Person key={`${lane.participant} ${lane.name}`} lane={lane} onAt={onAt} />
        ))}
      </ul>
      <p class="quiet small">
        A moment of change is one after which ten seconds differ from the ten before by a third or more of the shares;
        the five largest of each face.
      </p>
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
        {lane.isSelf && <span class="quiet"> (you)</span>}
      </h3>
      <p class="quiet">
        Read for {clock(named + unsure)}, unsure for {clock(unsure)} of it; there and not read for {clock(unread)}.
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
                {styleOf(kind).word} {wholePercent(share)} %
              </span>
            ))}
        </p>
      )}
      {changes.length > 0 && (
        <p class="changes">
          {changes.map(({ at, from, to }) => (
            <button key={at} type="button" class="button small" onClick={() => onAt(at)}>
              {clock(at)} {styleOf(from).word} → {styleOf(to).word}
            </button>
          ))}
        </p>
      )}
    </li>
  );
}
