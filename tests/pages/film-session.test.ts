import { expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import type { FaceReading, TileReading } from '../../src/engine/types';
import { filmSession } from '../../src/options/picture/film-session';
import { momentWords } from '../../src/options/timeline/words';
import { momentOf, timelineOf } from '../../src/session/timeline';

const START = 1_800_000_000_000;
const MODEL = { version: 'test', classes: KNOWN_CLASSES };
const HAPPY: FaceReading = {
  face: 1,
  box: { x: 0, y: 0, width: 1, height: 1 },
  score: 0.9,
  probabilities: [0.1, 0.9, 0, 0, 0, 0, 0, 0],
  expression: 'happiness',
  confidence: 0.9,
};
const read = (second: number, faces: readonly FaceReading[]): TileReading => ({
  participantId: 'any',
  time: START + second * 1000,
  faces,
});
/** Four pictures of each second. */
const film = (faces: readonly (readonly FaceReading[])[]) =>
  faces.flatMap((seen, second) => [0, 0.25, 0.5, 0.75].map((part) => read(second + part, seen)));

it.each([
  ['no face at all', film([[], [], []]), ['no face read', 'no face read', 'no face read']],
  ['a face in the middle alone', film([[], [HAPPY], []]), ['no face read', 'appears happy, 90 %', 'no face read']],
])('a film with %s says so of each of its seconds', async (_, readings, words) => {
  const session = filmSession('a.webm', START, 3, MODEL, readings, 'Face');
  const timeline = await timelineOf(session);
  expect(timeline.lanes).toHaveLength(1);
  const said = [0, 1, 2].map((at) => momentWords(momentOf(timeline.lanes[0]!, at)).replace(/\u00a0/g, ' '));
  expect(said).toEqual(words);
});
