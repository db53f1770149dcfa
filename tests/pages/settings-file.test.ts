import { describe, expect, it } from 'vitest';
import { DEFAULTS, type Settings, VALUES } from '../../src/settings';
import { readSettingsFile, writeSettingsFile } from '../../src/settings-file';

const { consent: _, ...choices } = DEFAULTS;

/** A file of settings, with changes to what "Export settings" writes. */
function file(change: object, settings: object = {}): string {
  return JSON.stringify({
    ...JSON.parse(writeSettingsFile(DEFAULTS)),
    settings: { ...choices, ...settings },
    ...change,
  });
}

describe('a file of settings', () => {
  it('brings every setting back, and neither takes nor gives the agreement', () => {
    const last = Object.fromEntries(Object.entries(VALUES).map(([name, values]) => [name, values.at(-1)]));
    const settings = { ...DEFAULTS, ...last, consent: 2 } as Settings;
    const written = writeSettingsFile(settings);
    expect(written).not.toContain('consent');
    expect(readSettingsFile(written)).toEqual({ ok: true, choices: last, unknown: [] });
    expect(readSettingsFile(file({}, { consent: 2 }))).toEqual({ ok: true, choices, unknown: ['consent'] });
  });

  it('may hold some settings only, and some that this version does not know', () => {
    expect(readSettingsFile(file({ settings: { keepDays: 30, tone: 'loud', toString: 1 } }))).toEqual({
      ok: true,
      choices: { keepDays: 30 },
      unknown: ['tone', 'toString'],
    });
  });

  it.each([
    '',
    'participant_id,name',
    'null',
    '[]',
    '{"settings":{}}',
    file({ facet: 'session' }),
    file({ settings: null }),
    file({ settings: [1] }),
    file({ more: 'x'.repeat(30_000) }),
  ])('is told from others: %.40s', (text) => {
    expect(readSettingsFile(text)).toEqual({
      ok: false,
      problem: { code: 'settings_foreign' },
    });
  });

  it('of a newer version is refused', () => {
    expect(readSettingsFile(file({ version: 2 }))).toEqual({
      ok: false,
      problem: { code: 'settings_newer' },
    });
  });

  it.each([
    { keepDays: 8 },
    { keepDays: '7' },
    { certainty: 0.45 },
    { mode: 'everyone' },
    { overlay: 'true' },
    { usual: null },
    { smoothing: 'toString' },
  ])('with a value that cannot be changes nothing, and says which: %j', (wrong) => {
    const [name, value] = Object.entries(wrong)[0]!;
    const read = readSettingsFile(file({}, wrong));
    expect(read).toEqual({
      ok: false,
      problem: expect.objectContaining({ code: 'settings_value', name, value: JSON.stringify(value) }),
    });
  });

  it.each([
    ['a list', `${'['.repeat(9000)}${']'.repeat(9000)}`, '[…]'],
    ['an object', `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`, '{…}'],
  ])('says so of a value that is deeper than can be written, too: %s', (_, deep, shown) => {
    const text = file({ settings: { keepDays: 'deep' } }).replace('"deep"', deep);
    expect(readSettingsFile(text)).toEqual({
      ok: false,
      problem: expect.objectContaining({ code: 'settings_value', name: 'keepDays', value: shown }),
    });
  });
});
