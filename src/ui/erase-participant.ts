import { send } from '../bridge/requests';
import { Failure } from '../problem';
import { SessionStore } from '../session/store';

/**
 * Deletes all that a session has of somebody until now: by its recorder while it is recorded, which holds more than is
 * stored and would write it again, and else here.
 * @throws an Error with a sentence for the user.
 */
export async function eraseParticipant(session: string, participant: string): Promise<void> {
  // Nobody answers while no call is read.
  const answer = await send('participant.erase', { session, participant }).catch(() => undefined);
  if (answer?.ok === false) throw new Failure(answer.problem);
  if (answer?.isErased) return;
  const store = await SessionStore.open();
  try {
    await store.deleteParticipant(session, participant);
  } finally {
    store.close();
  }
}
