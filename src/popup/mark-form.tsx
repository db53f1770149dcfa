import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../bridge/requests';
import { problemWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import { takeMark } from '../last-mark';
import { problemOf } from '../problem';
import { report } from '../report';
import { LONGEST_WORD } from '../session/marks';

interface Props {
  readonly tabId: number;
  readonly onProblem: (message: string | null) => void;
}

/** Marks the moment, with a word or without; after the shortcut did, the word is for that mark. */
export function MarkForm({ tabId, onProblem }: Props) {
  const input = useRef<HTMLInputElement>(null);
  /** The mark that waits for a word, milliseconds since the epoch. */
  const [waiting, setWaiting] = useState<number | null>(null);
  const [done, setDone] = useState(false);
  useEffect(() => {
    void takeMark(tabId).then((mark) => {
      if (!mark) return;
      setWaiting(mark.time);
      input.current?.focus();
    });
  }, [tabId]);

  const mark = async () => {
    const word = input.current?.value.trim() ?? '';
    const outcome = await send('call.mark', { tabId, word, ...(waiting === null ? {} : { time: waiting }) }).catch(
      (error: unknown) => {
        report('marking a moment', error);
        return { ok: false as const, problem: problemOf(error) };
      },
    );
    onProblem(outcome.ok ? null : problemWords(outcome.problem));
    if (!outcome.ok) return;
    setWaiting(null);
    setDone(true);
    if (input.current) input.current.value = '';
  };
  return (
    <form
      class="mark-form"
      onSubmit={(event) => {
        event.preventDefault();
        void mark();
      }}
    >
      <input
        ref={input}
        type="text"
        autocomplete="off"
        maxLength={LONGEST_WORD}
        aria-label={waiting === null ? t('mark_label') : t('mark_addLabel')}
        placeholder={waiting === null ? t('mark_hint') : t('mark_addHint')}
        onInput={() => setDone(false)}
      />
      <button type="submit" class="button small">
        {waiting === null ? t('mark') : t('mark_addWord')}
      </button>
      <span class="visually-hidden" role="status">
        {done ? t('mark_done') : ''}
      </span>
    </form>
  );
}
