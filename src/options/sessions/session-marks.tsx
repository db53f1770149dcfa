import { useState } from 'preact/hooks';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { LONGEST_WORD, type Mark } from '../../session/marks';
import { clock } from '../../session/timeline-clock';
import { IdleButton } from '../../ui/idle-button';
import { withStore } from './with-store';

interface Props {
  readonly session: string;
  /** First second of the timeline, since the epoch. */
  readonly start: number;
  /** The second that is looked at. */
  readonly at: number;
  readonly marks: readonly Mark[];
  readonly onMarks: (marks: readonly Mark[]) => void;
  readonly onAt: (second: number) => void;
  readonly onProblem: (message: string | null) => void;
}

/** The moments that the user marked, in the call or here: each can be looked at, worded and removed. */
export function SessionMarks({ session, start, at, marks, onMarks, onAt, onProblem }: Props) {
  /** The one that was removed last, while it can be taken back. */
  const [removed, setRemoved] = useState<Mark | null>(null);
  const keep = (next: readonly Mark[], write: (mark: Mark) => Promise<void>, mark: Mark) => {
    onMarks([...next].sort((a, b) => a.time - b.time));
    write(mark).then(
      () => onProblem(null),
      (error: unknown) => onProblem(errorWords(error)),
    );
  };
  const others = ({ time }: Mark) => marks.filter((mark) => mark.time !== time);
  const set = (mark: Mark) => keep([...others(mark), mark], (one) => withStore((store) => store.setMark(one)), mark);
  const remove = (mark: Mark) => {
    setRemoved(mark);
    keep(others(mark), (one) => withStore((store) => store.removeMark(one)), mark);
  };
  const takeBack = (mark: Mark) => {
    setRemoved(null);
    set(mark);
  };
  const here = (start + at) * 1000;
  const isMarked = marks.some(({ time }) => Math.floor(time / 1000) === start + at);

  return (
    <section class="card" aria-label={t('marks')}>
      <h2>{t('marks')}</h2>
      {marks.length === 0 && <p class="quiet">{t('marks_none')}</p>}
      <ul class="marks">
        {marks.map((mark) => {
          const second = mark.time / 1000 - start;
          return (
            <li key={mark.time}>
              <button
                type="button"
                class="button small"
                aria-label={t('marks_look', { time: clock(second) })}
                onClick={() => onAt(Math.floor(second))}
              >
                {clock(second)}
              </button>
              <input
                type="text"
                autocomplete="off"
                aria-label={t('marks_word', { time: clock(second) })}
                placeholder={t('mark_hint')}
                maxLength={LONGEST_WORD}
                value={mark.word}
                onChange={({ currentTarget }) => set({ ...mark, word: currentTarget.value.trim() })}
              />
              <button
                type="button"
                class="button small"
                aria-label={t('marks_removeAt', { time: clock(second) })}
                onClick={() => remove(mark)}
              >
                {t('marks_remove')}
              </button>
            </li>
          );
        })}
      </ul>
      {removed && (
        <div class="message undo" role="status">
          <span>{t('marks_removed', { time: clock(removed.time / 1000 - start) })}</span>
          <button type="button" class="button small" onClick={() => takeBack(removed)}>
            {t('sessions_undo')}
          </button>
        </div>
      )}
      <IdleButton isIdle={isMarked} onPress={() => void set({ session, time: here, word: '' })}>
        {t('marks_set', { time: clock(at) })}
      </IdleButton>
    </section>
  );
}
