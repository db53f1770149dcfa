import { openDB } from 'idb';
import { EXPRESSIONS } from '../../src/expressions';
import type { SecondRow, StoredSession } from '../../src/session/records';
import { SessionStore } from '../../src/session/store';

/** A session to be stored. */
export interface Wanted {
  readonly id: string;
  readonly siteLabel: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly seconds: number;
  readonly people: readonly string[];
}

declare global {
  interface Window {
    storeSessions: typeof storeSessions;
    countRows: typeof countRows;
    damageSession: typeof damageSession;
  }
}
window.storeSessions = storeSessions;
window.countRows = countRows;
window.damageSession = damageSession;

async function countRows(session: string): Promise<number> {
  const store = await SessionStore.open();
  const rows = await store.countRows(session);
  store.close();
  return rows;
}

async function damageSession(session: string): Promise<void> {
  const db = await openDB('facet.sessions');
  const kept: { sealed: Uint8Array } = await db.get('sessions', session);
  kept.sealed[kept.sealed.length - 1]! ^= 1;
  await db.put('sessions', kept);
  db.close();
}

/** Everyone is happy for a minute, then neutral for one; from the third on their camera is off for half a minute. */
async function storeSessions(wanted: readonly Wanted[]): Promise<void> {
  const store = await SessionStore.open();
  for (const one of wanted) {
    const start = Math.floor(one.startedAt / 1000);
    const session: StoredSession = {
      id: one.id,
      siteId: 'meet',
      siteLabel: one.siteLabel,
      startedAt: one.startedAt,
      utcOffset: 60,
      modelVersion: 'test',
      lastAt: (start + one.seconds - 1) * 1000,
      participants: one.people.map((name, i) => ({
        id: `p${i}`,
        isSelf: i === 0,
        names: [{ name, from: start }],
        presence: [
          { state: 'on', from: start },
          { state: 'off', from: start + 120 },
          { state: 'on', from: start + 150 },
        ],
      })),
    };
    if (one.seconds === 0) await store.write(session, []);
    for (let from = 0; from < one.seconds; from += 200) {
      const rows: SecondRow[] = [];
      for (let at = from; at < Math.min(one.seconds, from + 200); at++)
        for (let person = 0; person < one.people.length; person++)
          if (at < 120 || at >= 150) rows.push(rowAt(one.id, start, at, person));
      await store.write(session, rows);
    }
  }
  store.close();
}

function rowAt(session: string, start: number, at: number, person: number): SecondRow {
  const happy = at % 120 < 60;
  const unsure = at % 60 >= 50;
  const wave = 0.1 * Math.sin(at / 7 + person);
  const shares = EXPRESSIONS.map((name) =>
    name === 'happiness' ? (happy ? 0.7 : 0.15) + wave : name === 'neutral' ? (happy ? 0.2 : 0.75) - wave : 0.1 / 6,
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  const probabilities = shares.map((share) => share / sum);
  return {
    session,
    second: start + at,
    participant: `p${person}`,
    face: 1,
    samples: 8,
    agreement: 1,
    probabilities,
    expression: unsure ? null : happy ? 'happiness' : 'neutral',
    ...(unsure ? { unsure: 'turned away' } : {}),
    confidence: Math.max(...probabilities),
    score: 0.9,
    usual: { seconds: 100, deviations: null, more: at % 120 > 20 && at % 120 < 40 ? 'happiness' : null },
  };
}
