import { describe, expect, it } from 'vitest';
import { changesSince, DISCLOSURE, hasAgreed } from '../../src/consent';
import { DEFAULTS, parseSettings } from '../../src/settings';

describe('settings as they were stored', () => {
  it.each([
    undefined,
    null,
    'x',
    {},
    { mode: 'all', overlay: 3, consent: 0.5, certainty: 0.41, smoothing: 'toString', keepDays: '7' },
  ])('take defaults for %j', (stored) => {
    expect(parseSettings(stored)).toEqual(DEFAULTS);
  });

  it('keep what is right', () => {
    expect(parseSettings({ consent: DISCLOSURE, mode: 'mirror', overlay: false })).toEqual({
      ...DEFAULTS,
      consent: DISCLOSURE,
      mode: 'mirror',
      overlay: false,
    });
  });
});

describe('agreement', () => {
  it('to an earlier notice is none to what came since, and that is told', () => {
    const before = parseSettings({ noticeAccepted: true });
    expect(hasAgreed(before)).toBe(false);
    expect(changesSince(before.consent).length).toBeGreaterThan(0);
  });

  it('is to the disclosure as it is now, and never to one that does not exist yet', () => {
    expect(hasAgreed(parseSettings({ consent: DISCLOSURE }))).toBe(true);
    expect(changesSince(DISCLOSURE)).toEqual([]);
    expect(hasAgreed(parseSettings({ consent: DISCLOSURE + 1 }))).toBe(false);
    expect(hasAgreed(DEFAULTS)).toBe(false);
    expect(changesSince(0), 'everything is new to who never agreed').toEqual([]);
  });
});
