import { KEEP_DAYS, type KeepDays, type Settings, saveSettings } from '../../settings';
import { Switch } from '../../ui/switch';

const WORDS: Readonly<Record<KeepDays, string>> = {
  0: 'Only while the call lasts',
  1: 'A day',
  7: 'Seven days',
  30: 'Thirty days',
  365: 'A year',
};

/** What of calls is kept, and how long. */
export function Keeping({ settings }: { settings: Settings }) {
  return (
    <section class="card">
      <h2>What is kept</h2>
      <label class="choice">
        Keep sessions
        <select
          value={settings.keepDays}
          onChange={({ currentTarget }) =>
            void saveSettings({ keepDays: KEEP_DAYS.find((days) => String(days) === currentTarget.value) ?? 7 })
          }
        >
          {KEEP_DAYS.map((days) => (
            <option key={days} value={days}>
              {WORDS[days]}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">
        Older ones are deleted by themselves, within the hour. Default: seven days. Export what you want to keep longer.
      </p>
      <Switch on={settings.pseudonyms} onChange={(pseudonyms) => void saveSettings({ pseudonyms })}>
        Keep “Person A” instead of names
      </Switch>
      <p class="quiet">
        In sessions and exports, from the next start on; the popup goes on showing names. Default: names.
      </p>
    </section>
  );
}
