import { blend, DRAWN, type DrawnExpression, type Muscles } from './expressions';
import type { Pose } from './face';
import { PEOPLE, type Person } from './people';

/** A person who shows expressions one after the other, in a loop. */
export interface Clip {
  readonly person: Person;
  /** Each for the same time. */
  readonly expressions: readonly [DrawnExpression, ...DrawnExpression[]];
  readonly seconds: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
}

/** Seconds from one expression to the next. */
const FADE = 0.4;
const BLINK = { every: 2.3, lasts: 0.3 };

/** The face of a clip at a time in seconds. */
export function musclesAt({ expressions, seconds }: Clip, time: number): Muscles {
  const each = seconds / expressions.length;
  const index = Math.floor((time % seconds) / each);
  const before = expressions[(index + expressions.length - 1) % expressions.length]!;
  return between(before, expressions[index]!, (time % each) / FADE);
}

/** Eased, so that a face does not jerk; `share` of the way, over 1 counts as 1. */
export function between(from: DrawnExpression, to: DrawnExpression, share: number): Muscles {
  const t = Math.min(1, share);
  return blend(DRAWN[from], DRAWN[to], t * t * (3 - 2 * t));
}

/** A head that sways and blinks, whole periods per `seconds` so that the clip loops without a seam. */
export function swayAt(person: Person, time: number, seconds: number, { width, height }: Picture): Pose {
  // Everyone has a rhythm of their own.
  const offset = PEOPLE.findIndex((p) => p.name === person.name);
  const phase = (2 * Math.PI * time) / seconds;
  const blinks = Math.max(1, Math.round(seconds / BLINK.every));
  const sinceBlink = (time + 0.6 * offset) % (seconds / blinks);
  return {
    x: width * (0.5 + 0.03 * Math.sin(phase + offset)),
    y: height * (0.5 + 0.015 * Math.sin(2 * phase)),
    size: height * 0.5,
    yaw: 0.2 * Math.sin(phase + offset),
    pitch: 0.08 * Math.sin(2 * phase),
    roll: 0.06 * Math.sin(phase + 1),
    blink: sinceBlink < BLINK.lasts ? Math.sin((Math.PI * sinceBlink) / BLINK.lasts) : 0,
  };
}

/** Looking straight at the camera. */
export function still({ width, height }: Picture): Pose {
  return { x: width / 2, y: height / 2, size: height * 0.5, yaw: 0, pitch: 0, roll: 0, blink: 0 };
}
