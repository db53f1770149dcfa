import type { Effort } from '../../effort';
import { EFFORTS } from '../../effort';
import { t } from '../../i18n/t';
import type { Settings } from '../../settings';
import { DEFAULTS } from '../../settings';
import type { Certainty, Smoothing } from '../../tuning';
import { ModeChoice } from '../../ui/mode-choice';
import { SelectSetting, Setting } from './setting';
import type { Save } from './use-save';

const EFFORT_WORDS: Readonly<Record<Effort, string>> = {
  low: `Low: ${share(EFFORTS.low)} of a core`,
  balanced: `Balanced: ${share(EFFORTS.balanced)} of a core`,
  high: `High: ${share(EFFORTS.high)} of a core`,
};

const SMOOTHING_WORDS: Readonly<Record<Smoothing, string>> = {
  quick: 'Quick',
  balanced: 'Balanced',
  calm: 'Calm',
};

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  0.3: '3 of 10 people',
  0.4: '4 of 10 people',
  0.5: '5 of 10 people',
  0.6: '6 of 10 people',
  0.7: '7 of 10 people',
  0.8: '8 of 10 people',
};

/** Whose expressions are read, how often, and when one is named. */
export function ReadingSettings(props: { settings: Settings; save: Save }) {
  const { settings, save } = props;
  return (
    <section class="card">
      <h2>How calls are read</h2>
      <Setting
        {...props}
        name="mode"
        title="Whose expressions are read"
        what="For calls that you start by the keyboard, and chosen already in the popup."
        byDefault={t(`mode_${DEFAULTS.mode}`)}
      >
        {() => <ModeChoice chosen={settings.mode} onChoose={(mode) => void save({ mode })} />}
      </Setting>
      <SelectSetting
        {...props}
        name="effort"
        title="Work for the processor"
        words={EFFORT_WORDS}
        what="The most that reading a call may take of one processor core. With less, faces are read less often, and the rest of the computer has more; the popup says what was reached."
      />
      <SelectSetting
        {...props}
        name="smoothing"
        title="Smoothing"
        words={SMOOTHING_WORDS}
        what="“Quick” shows a change after about a quarter of a second, and now and then a blink or a word that is spoken; “Calm” waits about three quarters of a second and shows what lasts."
      />
      <SelectSetting
        {...props}
        name="certainty"
        title="An expression is named from"
        words={CERTAINTY_WORDS}
        what="So many people would have to call the face that; below it says “unsure”. Lower, it names more and is wrong more often: below 4 of 10, mostly wrong."
      />
    </section>
  );
}

function share(part: number): string {
  return `${Math.round(100 * part)} %`;
}
