import { type Classes, KNOWN_CLASSES } from '../classes';
import type { SessionInfo } from './records';

/** What a session's readings tell apart, in the order of their probabilities. */
export function classesOf({ classes = KNOWN_CLASSES }: Pick<SessionInfo, 'classes'>): Classes {
  return classes;
}

/** Their names. */
export function labelsOf(session: Pick<SessionInfo, 'classes'>): string[] {
  return classesOf(session).map(({ name }) => name);
}
