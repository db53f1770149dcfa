import { useMemo, useState } from 'preact/hooks';
import { type Classes, styleOf } from '../../classes';
import { meaningOf, wordOf } from '../../i18n/class-words';
import { parts, t } from '../../i18n/t';
import { momentOf, type Timeline, wholeCall } from '../../session/timeline';
import { clock } from '../../session/timeline-clock';
import { LaneChart, type Range } from './lane-chart';
import { MomentsTable } from './moments-table';
import { momentWords } from './words';
import './timeline.css';
import { IdleButton } from '../../ui/idle-button';

interface Props {
  readonly timeline: Timeline;
  /** The second that is looked at, from the timeline's start. */
  readonly at: number;
  readonly onAt: (second: number) => void;
  /** Marked seconds, from the timeline's start. */
  readonly marks: readonly number[];
  /** Where there is more than one face to sum up. */
  readonly whole: boolean;
}

/** Seconds that are shown at the least. */
const NEAREST = 10;

/** Lanes over one another with one moment that all tell of; the keyboard moves it, + and − zoom. */
export function TimelineView({ timeline, at, onAt, marks, whole }: Props) {
  const { seconds, lanes } = timeline;
  const [range, setRange] = useState<Range>({ from: 0, to: seconds });
  const [table, setTable] = useState(false);
  const all = useMemo(() => (whole ? [wholeCall(timeline), ...lanes] : lanes), [timeline, whole]);

  const show = (from: number, to: number) => {
    const wide = Math.min(seconds, Math.max(NEAREST, to - from));
    const start = Math.max(0, Math.min(seconds - wide, (from + to - wide) / 2));
    setRange({ from: start, to: start + wide });
  };
  const look = (second: number) => {
    const next = Math.max(0, Math.min(seconds - 1, second));
    onAt(next);
    const { from, to } = range;
    if (next < from || next >= to) show(next - (to - from) / 2, next + (to - from) / 2);
  };
  const zoom = (factor: number) => {
    const half = ((range.to - range.from) * factor) / 2;
    show(at - half, at + half);
  };
  const pan = (share: number) => {
    const by = (range.to - range.from) * share;
    const from = Math.max(0, Math.min(seconds - (range.to - range.from), range.from + by));
    setRange({ from, to: from + range.to - range.from });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') zoom(0.5);
    else if (event.key === '-') zoom(2);
    else if (event.key === '0') setRange({ from: 0, to: seconds });
    else return;
    event.preventDefault();
  };
  const words = all.map((lane) => momentWords(momentOf(lane, at)));
  const moment = <output>{clock(at)}</output>;
  const isWhole = range.to - range.from >= seconds;

  return (
    <section class="timeline" aria-label={t('timeline')}>
      <Legend classes={timeline.classes} />
      <div class="toolbar tight">
        <button type="button" class="button small" onClick={() => zoom(0.5)}>
          {t('timeline_zoomIn')}
        </button>
        <IdleButton isIdle={isWhole} onPress={() => zoom(2)}>
          {t('timeline_zoomOut')}
        </IdleButton>
        <IdleButton isIdle={range.from <= 0} onPress={() => pan(-0.5)}>
          {t('timeline_earlier')}
        </IdleButton>
        <IdleButton isIdle={range.to >= seconds} onPress={() => pan(0.5)}>
          {t('timeline_later')}
        </IdleButton>
        <IdleButton isIdle={isWhole} onPress={() => setRange({ from: 0, to: seconds })}>
          {t('timeline_all')}
        </IdleButton>
        <button type="button" class="button small" aria-pressed={table} onClick={() => setTable(!table)}>
          {t('timeline_table')}
        </button>
      </div>
      <label class="scrubber">
        <span>
          {isWhole
            ? parts('timeline_moment', { time: moment, whole: clock(seconds) })
            : parts('timeline_momentPart', {
                time: moment,
                whole: clock(seconds),
                from: clock(range.from),
                to: clock(range.to),
              })}
        </span>
        <input
          type="range"
          min={0}
          max={seconds - 1}
          step={1}
          value={at}
          aria-valuetext={`${clock(at)}: ${all.map((lane, i) => `${lane.name} ${words[i]}`).join('; ')}`}
          onInput={({ currentTarget }) => look(Number(currentTarget.value))}
          onKeyDown={onKeyDown}
        />
      </label>
      {table ? (
        <MomentsTable lanes={all} range={range} />
      ) : (
        <div
          class="lanes"
          onWheel={(event) => {
            if (Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
            event.preventDefault();
            pan(Math.sign(event.deltaX) * 0.1);
          }}
        >
          {all.map((lane, i) => (
            <div class="lane" key={`${lane.participant} ${lane.name}`}>
              <p class="lane-name">
                <b>{lane.name}</b>
                {lane.isSelf && <span class="quiet"> {t('popup_you')}</span>}
                <span class="lane-words" title={words[i]}>
                  {words[i]}
                </span>
              </p>
              <LaneChart
                lane={lane}
                range={range}
                at={at}
                marks={marks}
                tall={whole && i === 0}
                onAt={onAt}
                onRange={({ from, to }) => show(from, to)}
              />
            </div>
          ))}
        </div>
      )}
      <p class="quiet small">
        {t('timeline_how')} {meaningOf(timeline.classes)}
      </p>
    </section>
  );
}

function Legend({ classes }: { classes: Classes }) {
  return (
    <ul class="legend" aria-label={t('timeline_legend')}>
      {classes.map((kind) => (
        <li key={kind.name}>
          <i style={{ background: styleOf(kind).color }} />
          {wordOf(kind)}
        </li>
      ))}
    </ul>
  );
}
