import type { TileReading } from '../engine/types';
import type { Participant } from '../messages';
import type { Present } from '../session/recorded-people';

/** A reading older than this says nothing about now. Milliseconds. */
const MAX_AGE = 2000;

/**
 * Who is in a call, by their session ids (participant-ids.ts), and the last reading of each. Participants of several
 * documents (frames of a tab, reloads) stay apart.
 */
export class CallParticipants {
  private readonly documents = new Map<string, readonly Present[]>();
  private readonly readings = new Map<string, TileReading>();

  /**
   * What a document shows now.
   *
   * @returns those whose readings ended: they left, or there is no picture of them.
   */
  setParticipants(document: string, list: readonly Present[]): string[] {
    const before = this.documents.get(document) ?? [];
    this.documents.set(document, list);
    const read = new Set(list.filter(({ camera }) => camera === 'on').map(({ id }) => id));
    const ended = before.map(({ id }) => id).filter((id) => !read.has(id));
    for (const id of ended) this.readings.delete(id);
    return ended;
  }

  /** Whether a document shows somebody. */
  shows(document: string, participant: string): boolean {
    return !!this.documents.get(document)?.some(({ id }) => id === participant);
  }

  /** Somebody is left out, before their page says so itself. */
  exclude(document: string, participant: string): void {
    const list = this.documents.get(document) ?? [];
    const out = (one: Present): Present => ({ ...one, camera: 'off', excluded: true });
    this.documents.set(
      document,
      list.map((one) => (one.id === participant ? out(one) : one)),
    );
    this.readings.delete(participant);
  }

  /** Whether there is a picture of somebody, who is not left out. */
  isRead(participant: string): boolean {
    return this.participants.some(({ id, camera, excluded }) => id === participant && camera === 'on' && !excluded);
  }

  /** Whether a reading of somebody is kept. */
  hasRead(participant: string): boolean {
    return this.readings.has(participant);
  }

  /** A document's port closed. @returns as `setParticipants`. */
  remove(document: string): string[] {
    const ended = this.setParticipants(document, []);
    this.documents.delete(document);
    return ended;
  }

  /** Keeps a reading of someone whose picture moves. @returns whether it did. */
  keep(reading: TileReading): boolean {
    const current = this.isRead(reading.participantId);
    if (current) this.readings.set(reading.participantId, reading);
    return current;
  }

  get participants(): readonly Present[] {
    return [...this.documents.values()].flat();
  }

  /** Everyone with their last reading, if it is recent. @param now milliseconds, on the clock of the readings. */
  rows(now: number): { readonly participant: Participant; readonly reading: TileReading | null }[] {
    return this.participants.map((participant) => {
      const reading = this.readings.get(participant.id);
      return { participant, reading: reading && now - reading.time < MAX_AGE ? reading : null };
    });
  }
}
