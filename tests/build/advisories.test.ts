import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../scripts/advisories.mjs';

/** As npm 10 writes it. */
const report = (...severities: string[]) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      severities.map((severity, i) => [
        `package-${i}`,
        {
          name: `package-${i}`,
          severity,
          isDirect: false,
          via: ['x'],
          effects: [],
          range: '<1.2.3',
          fixAvailable: true,
        },
      ]),
    ),
    metadata: { vulnerabilities: { total: severities.length } },
  });

describe('advisories', () => {
  it.each(['high', 'critical'])('that are %s stop a release, and are named', (severity) => {
    const verdict = verdictOf(report('low', severity));
    expect(verdict.isGrave).toBe(true);
    expect(verdict.sentence).toContain(`package-1 <1.2.3 (${severity})`);
    expect(verdict.sentence).not.toContain('package-0');
  });

  it('that are less are named, and stop nothing', () => {
    expect(verdictOf(report('low', 'moderate'))).toEqual({
      isGrave: false,
      sentence: 'Advisories, none of them grave: package-0 <1.2.3 (low), package-1 <1.2.3 (moderate).',
    });
  });

  it('are none', () => {
    expect(verdictOf(report()).sentence).toBe('No advisory against anything that ships.');
  });

  it.each([
    [
      'a refusal',
      JSON.stringify({ message: '405 Method Not Allowed - POST https://registry', statusCode: 405 }),
      '405',
    ],
    ['npm’s error', JSON.stringify({ error: { code: 'ENOLOCK', summary: 'no lockfile' } }), 'no lockfile'],
    ['nothing', '', 'no answer'],
    ['what is no JSON', '<html>', 'no answer'],
    ['an answer of another form', JSON.stringify({ auditReportVersion: 3, vulnerabilities: {} }), 'no answer'],
  ])('of which the registry tells nothing but %s are not taken for none', (_, answer, why) => {
    const { isGrave, sentence } = verdictOf(answer);
    expect(isGrave).toBe(false);
    expect(sentence).toMatch(/^The registry told nothing of advisories/);
    expect(sentence).toContain(why);
  });
});
