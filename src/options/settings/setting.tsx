import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { t } from '../../i18n/t';
import { type Choices, DEFAULTS, type Settings, VALUES } from '../../settings';
import { Switch } from '../../ui/switch';
import type { Save } from './use-save';

interface Common<Name extends keyof Choices> {
  readonly name: Name;
  readonly settings: Settings;
  readonly save: Save;
}

interface Framed<Name extends keyof Choices> extends Common<Name> {
  /** What the default is called. */
  readonly byDefault: string;
  readonly title: string;
  readonly children: (describedBy: string) => ComponentChildren;
}

/** A control, what it does, its default, and the way back to that. */
export function Setting<Name extends keyof Choices>(props: Framed<Name>) {
  const { name, settings, save, byDefault, title, children } = props;
  const row = useRef<HTMLDivElement>(null);
  const id = useId();
  const reset = () => {
    void save({ [name]: DEFAULTS[name] });
    // The button is gone in a moment.
    row.current?.querySelector<HTMLElement>('select, input:checked, input')?.focus();
  };
  return (
    <div class="setting" ref={row} data-setting={name}>
      {children(id)}
      <p class="quiet" id={id}>
        {t(`set_${name as keyof Choices}What`)} {t('set_default', { value: byDefault })}
      </p>
      {settings[name] !== DEFAULTS[name] && (
        <button type="button" class="button small" aria-label={t('set_resetName', { setting: title })} onClick={reset}>
          {t('set_reset')}
        </button>
      )}
    </div>
  );
}

type Flag = { [Name in keyof Choices]: Choices[Name] extends boolean ? Name : never }[keyof Choices];

/** A setting that is on or off. */
export function FlagSetting(props: Common<Flag>) {
  const { name, settings, save } = props;
  const title = t(`set_${name}`);
  return (
    <Setting {...props} title={title} byDefault={t(DEFAULTS[name] ? 'set_on' : 'set_off')}>
      {(describedBy) => (
        <Switch on={settings[name]} onChange={(on) => void save({ [name]: on })} describedBy={describedBy}>
          {title}
        </Switch>
      )}
    </Setting>
  );
}

/** Modes are chosen by cards. */
type Chosen = Exclude<keyof Choices, Flag | 'mode'>;

interface Selected<Name extends Chosen> extends Common<Name> {
  /** What a value is called. */
  readonly words: (value: Choices[Name]) => string;
}

/** One of a few values. */
export function SelectSetting<Name extends Chosen>({ words, ...props }: Selected<Name>) {
  const { name, settings, save } = props;
  const title = t(`set_${name as Chosen}`);
  const values: readonly Choices[Name][] = VALUES[name];
  const choose = (text: string) => {
    const value = values.find((one) => String(one) === text);
    if (value !== undefined) void save({ [name]: value });
  };
  return (
    <Setting {...props} title={title} byDefault={t('set_quoted', { value: words(DEFAULTS[name]) })}>
      {(describedBy) => (
        <label class="choice">
          <span>{title}</span>
          <select
            value={String(settings[name])}
            aria-describedby={describedBy}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          >
            {values.map((value) => (
              <option key={String(value)} value={String(value)}>
                {words(value)}
              </option>
            ))}
          </select>
        </label>
      )}
    </Setting>
  );
}
