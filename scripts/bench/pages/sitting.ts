import type { Picture } from '../../faces/clip';
import { DRAWN } from '../../faces/expressions';
import { drawFace } from '../../faces/face';
import { PEOPLE } from '../../faces/people';
import { speech, talking, talkingHead } from '../../faces/speech';

/** Pictures a second, as a steady call is read. */
export const PER_SECOND = 5;
/** Of the talk, which loops. */
const SECONDS = 16;

/** What a camera sees of somebody who talks, one picture after the other. @param who of the drawn people. */
export function drawSitting(who: number, { width, height }: Picture): ImageData[] {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const person = PEOPLE[who % PEOPLE.length]!;
  const script = speech(who, SECONDS);
  return Array.from({ length: SECONDS * PER_SECOND }, (_, i) => {
    const time = i / PER_SECOND;
    drawFace(context, person, talking(DRAWN.happiness, script, time), talkingHead(script, time, { width, height }));
    return context.getImageData(0, 0, width, height);
  });
}
