import type { KeepDays, Settings } from '../../settings';
import { FlagSetting, SelectSetting } from './setting';
import type { Save } from './use-save';

const WORDS: Readonly<Record<KeepDays, string>> = {
  0: 'Only while the call lasts',
  1: 'A day',
  7: 'Seven days',
  30: 'Thirty days',
  365: 'A year',
};

/** What of calls is kept, and how long. */
export function Keeping(props: { settings: Settings; save: Save }) {
  return (
    <section class="card">
      <h2>What is kept</h2>
      <SelectSetting
        {...props}
        name="keepDays"
        title="Keep sessions"
        words={WORDS}
        what="Older ones are deleted by themselves, within the hour. Export what you want to keep longer."
      />
      <FlagSetting
        {...props}
        name="pseudonyms"
        title="Keep “Person A” instead of names"
        what="In sessions and exports, from the next start on; the popup goes on showing names."
      />
    </section>
  );
}
