import type { ModelReport, TileReading } from '../../engine/types';
import { EverySecond } from '../../session/every-second';
import type { SessionSeconds } from '../../session/read-seconds';
import type { StoredSession } from '../../session/records';
import { Seconds } from '../../session/seconds';
import { labelsOf } from '../../session/session-classes';

const FACES = 'film';

/**
 * A film's readings as a session in memory, so that timeline and exports show it as they show a call.
 * @param faceName what is before a face's number: an export says the same in every language.
 */
export function filmSession(
  name: string,
  start: number,
  seconds: number,
  model: ModelReport,
  readings: readonly TileReading[],
  faceName = 'Face',
): SessionSeconds {
  const first = Math.floor(start / 1000);
  const last = first + Math.max(0, Math.ceil(seconds) - 1);
  const session: StoredSession = {
    id: name,
    siteId: 'file',
    siteLabel: name,
    startedAt: start,
    utcOffset: -new Date(start).getTimezoneOffset(),
    modelVersion: model.version,
    ...(model.classes.some(({ own }) => own) ? { classes: model.classes } : {}),
    lastAt: last * 1000,
    participants: [
      {
        id: FACES,
        isSelf: false,
        names: [{ name: faceName, from: first }],
        presence: [{ state: 'on', from: first }],
      },
    ],
  };
  const gathered = new Seconds(session.id, labelsOf(session));
  for (const reading of readings) gathered.add({ ...reading, participantId: FACES });
  const every = new EverySecond(session);
  const rows = gathered.takeUntil(Number.POSITIVE_INFINITY);
  const all = [...every.add(rows), ...every.end(last)];
  return {
    session,
    seconds: (async function* () {
      yield all;
    })(),
  };
}
