import { beforeEach, expect, it } from 'vitest';
import { errorReport, keepError } from '../src/kept-errors';
import { stubBrowser } from './browser-api';

const NOTE = {
  where: 'reading a tick',
  chain: [
    { kind: 'Error', at: ['assets/a.js:1:2'] },
    { kind: 'DataError', at: [] },
  ],
};

beforeEach(() => {
  let kept: Record<string, unknown> = {};
  const later = () => new Promise((resolve) => setTimeout(resolve));
  stubBrowser({
    storage: {
      session: {
        get: () => later().then(() => kept),
        set: async (more: object) => {
          await later();
          kept = { ...kept, ...more };
        },
      },
    },
  });
});

it('says so where nothing went wrong', async () => {
  expect(await errorReport()).toBe('Errors since the browser started:\n  (none)');
});

it('tells each error of each context once, in the order that they came, however they crowd', async () => {
  const contexts = ['offscreen', 'content', 'offscreen', 'popup'] as const;
  await Promise.all(contexts.map((context) => keepError({ context, note: NOTE })));
  expect(await errorReport()).toBe(
    [
      'Errors since the browser started:',
      ...['offscreen', 'content', 'popup'].map(
        (one) => `  ${one}, reading a tick: Error (assets/a.js:1:2) from DataError`,
      ),
    ].join('\n'),
  );
});

it('keeps the first forty, of pages’ scripts no more than half of them', async () => {
  const keep = async (context: 'content' | 'offscreen') => {
    for (let i = 0; i < 60; i++) await keepError({ context, note: { ...NOTE, where: `step ${i}` } });
    return (await errorReport()).split('\n').slice(1);
  };
  const lines = await keep('content');
  expect(lines).toHaveLength(20);
  expect(lines[0]).toContain('step 0:');
  expect(await keep('offscreen')).toHaveLength(40);
});
