import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { type Choices, DEFAULTS, type Settings, VALUES } from '../../settings';
import { Switch } from '../../ui/switch';
import type { Save } from './use-save';

interface Common<Name extends keyof Choices> {
  readonly name: Name;
  readonly settings: Settings;
  readonly save: Save;
}

interface Framed<Name extends keyof Choices> extends Common<Name> {
  /** In a sentence or two, what it does. */
  readonly what: string;
  /** What the default is called. */
  readonly byDefault: string;
  readonly title: string;
  readonly children: (describedBy: string) => ComponentChildren;
}

/** A control, what it does, its default, and the way back to that. */
export function Setting<Name extends keyof Choices>(props: Framed<Name>) {
  const { name, settings, save, what, byDefault, title, children } = props;
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
        {what} Default: {byDefault}.
      </p>
      {settings[name] !== DEFAULTS[name] && (
        <button type="button" class="button small" aria-label={`Reset to default: ${title}`} onClick={reset}>
          Reset to default
        </button>
      )}
    </div>
  );
}

type Flag = { [Name in keyof Choices]: Choices[Name] extends boolean ? Name : never }[keyof Choices];

/** A setting that is on or off. */
export function FlagSetting({ title, ...props }: Common<Flag> & { readonly title: string; readonly what: string }) {
  const { name, settings, save } = props;
  return (
    <Setting {...props} title={title} byDefault={DEFAULTS[name] ? 'on' : 'off'}>
      {(describedBy) => (
        <Switch on={settings[name]} onChange={(on) => void save({ [name]: on })} describedBy={describedBy}>
          {title}
        </Switch>
      )}
    </Setting>
  );
}

type Chosen = Exclude<keyof Choices, Flag>;

interface Selected<Name extends Chosen> extends Common<Name> {
  readonly title: string;
  readonly what: string;
  readonly words: Readonly<Record<Choices[Name], string>>;
}

/** One of a few values. */
export function SelectSetting<Name extends Chosen>({ words, ...props }: Selected<Name>) {
  const { name, settings, save, title } = props;
  const values: readonly Choices[Name][] = VALUES[name];
  const choose = (text: string) => {
    const value = values.find((one) => String(one) === text);
    if (value !== undefined) void save({ [name]: value });
  };
  return (
    <Setting {...props} byDefault={`“${words[DEFAULTS[name]]}”`}>
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
                {words[value]}
              </option>
            ))}
          </select>
        </label>
      )}
    </Setting>
  );
}
