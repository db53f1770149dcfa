import type { Participant } from '../messages';

interface Props {
  readonly participant: Participant;
  readonly onExclude: ((excluded: boolean, erase: boolean) => void) | undefined;
}

/** To leave somebody out, with or without what was read of them, or to read them again. */
export function ExcludeButtons({ participant: { name, excluded }, onExclude }: Props) {
  if (!onExclude) return null;
  if (excluded) {
    return (
      <p class="exclude">
        <button
          type="button"
          class="button small"
          aria-label={`Read ${name} again`}
          onClick={() => onExclude(false, false)}
        >
          Read again
        </button>
      </p>
    );
  }
  return (
    <p class="exclude">
      <button
        type="button"
        class="button small"
        aria-label={`Don’t read ${name}`}
        onClick={() => onExclude(true, false)}
      >
        Don’t read
      </button>
      <button
        type="button"
        class="button small danger"
        aria-label={`Don’t read ${name}, and erase what was read`}
        onClick={() => onExclude(true, true)}
      >
        Don’t read, and erase
      </button>
    </p>
  );
}
