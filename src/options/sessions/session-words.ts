import { lastName } from '../../session/names';
import type { StoredSession } from '../../session/records';
import { when } from '../../ui/times';

export function titleOf({ siteLabel, startedAt }: Pick<StoredSession, 'siteLabel' | 'startedAt'>): string {
  return `${siteLabel}, ${when(startedAt)}`;
}

/** "3 people: Ann, Bob, Participant 3" */
export function people({ participants }: StoredSession): string {
  const called = participants.map(({ names, isSelf }) => `${lastName(names)}${isSelf ? ' (you)' : ''}`);
  if (called.length === 0) return 'Nobody was read';
  const count = called.length === 1 ? '1 person' : `${called.length} people`;
  const shown = called.slice(0, 4).join(', ');
  return called.length > 4 ? `${count}: ${shown} and ${called.length - 4} more` : `${count}: ${shown}`;
}
