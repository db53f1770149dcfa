import { mulberry } from '../mulberry';
import type { Picture } from './clip';
import type { Muscles } from './expressions';
import type { Pose } from './face';
import { mouthBetween, type Sound, type Viseme } from './visemes';

/** What somebody does while they talk: a script of marks in time that evaluates at any moment. Seconds throughout. */
export interface Speech {
  /** It loops after so many; mouth shut and eyes open at both ends. */
  readonly seconds: number;
  /** The mouth's way; from each to the next it moves. */
  readonly mouth: readonly MouthMark[];
  readonly blinks: readonly Pulse[];
  /** Of the head, radians down. */
  readonly nods: readonly Pulse[];
  /** Of the brows, for stress, in half face widths. */
  readonly stresses: readonly Pulse[];
  /** Where the head's slow sway begins, radians. */
  readonly phase: number;
}

interface MouthMark extends Sound {
  readonly time: number;
}

interface Pulse {
  readonly start: number;
  readonly lasts: number;
  readonly size: number;
}

type Range = readonly [from: number, to: number];

/** Syllables a second within a phrase; 4 to 7 in conversation (Pellegrino et al. 2011, doi:10.1353/lan.2011.0057). */
const RATE: Range = [4, 7];
/** Of one phrase between two breaths. */
const SYLLABLES: Range = [5, 18];
const PAUSE: Range = [0.15, 1.2];
/** Part of a syllable that its consonant takes. */
const CONSONANT = 0.4;
/** Casual speech does not reach the shapes that a careful one has. */
const EFFORT: Range = [0.5, 1];
/** Between two blinks: 15 to 20 a minute in conversation (Bentivoglio et al. 1997, doi:10.1002/mds.870120629). */
const BLINK_EVERY: Range = [2.4, 4.6];
const BLINK_LASTS: Range = [0.15, 0.3];
const NOD_LASTS: Range = [0.35, 0.6];
const NOD_SIZE: Range = [0.04, 0.13];
const STRESS_LASTS: Range = [0.25, 0.5];
const STRESS_SIZE: Range = [0.02, 0.06];

const CONSONANTS: readonly Viseme[] = ['closed', 'tongue', 'tongue', 'teeth', 'lipTeeth', 'tongue', 'pursed'];
const VOWELS: readonly Viseme[] = ['open', 'half', 'half', 'spread', 'rounded', 'pursed', 'open'];

/** Somebody's talk, the same for the same seed. */
export function speech(seed: number, seconds = 60): Speech {
  const random = mulberry(seed);
  const within = ([from, to]: Range) => from + (to - from) * random();
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

  const silent = (time: number): MouthMark => ({ time, viseme: 'closed', effort: 0 });
  const mouth = [silent(0)];
  const nods: Pulse[] = [];
  const stresses: Pulse[] = [];
  let time = within(PAUSE);
  while (true) {
    const rate = within(RATE);
    const count = Math.min(Math.round(within(SYLLABLES)), Math.floor((seconds - 0.5 - time) * rate));
    if (count < 1) break;
    mouth.push(silent(time));
    for (let i = 0; i < count; i++) {
      const lasts = (0.8 + 0.4 * random()) / rate;
      const effort = within(EFFORT);
      mouth.push({ time: time + CONSONANT * lasts, viseme: oneOf(CONSONANTS), effort });
      mouth.push({ time: time + lasts * 0.8, viseme: oneOf(VOWELS), effort });
      if (random() < 0.12) stresses.push({ start: time, lasts: within(STRESS_LASTS), size: within(STRESS_SIZE) });
      if (random() < 0.08) nods.push({ start: time, lasts: within(NOD_LASTS), size: within(NOD_SIZE) });
      time += lasts;
      if (time > seconds - 0.5) break;
    }
    time += 0.12;
    mouth.push(silent(time));
    time += within(PAUSE);
  }
  mouth.push(silent(seconds));

  const blinks: Pulse[] = [];
  for (let at = within(BLINK_EVERY); at < seconds - BLINK_LASTS[1]; at += within(BLINK_EVERY)) {
    blinks.push({ start: at, lasts: within(BLINK_LASTS), size: 1 });
  }
  return { seconds, mouth, blinks, nods, stresses, phase: 2 * Math.PI * random() };
}

/** A face that shows `base` while it talks. */
export function talking(base: Muscles, { mouth, seconds, stresses }: Speech, at: number): Muscles {
  const time = at % seconds;
  const next = mouth.findIndex((mark) => mark.time > time);
  const [from, to] = [mouth[next - 1]!, mouth[next]!];
  const share = eased((time - from.time) / (to.time - from.time));
  const said = mouthBetween(base, from, to, share);
  const raised = sum(stresses, time);
  return { ...said, browInner: said.browInner + raised, browOuter: said.browOuter + raised };
}

/** Their head: it sways slowly, whole periods a loop, nods, and blinks. */
export function talkingHead({ seconds, phase, nods, blinks }: Speech, at: number, { width, height }: Picture): Pose {
  const time = at % seconds;
  const wave = (period: number, shift = 0) =>
    Math.sin((2 * Math.PI * time * Math.round(seconds / period)) / seconds + phase + shift);
  const nod = sum(nods, time);
  return {
    x: width * (0.5 + 0.02 * wave(7) + 0.006 * wave(2.3, 1)),
    y: height * (0.5 + 0.012 * wave(5, 2) + 0.05 * nod),
    size: height * 0.5,
    yaw: 0.12 * wave(7) + 0.05 * wave(2.9, 3),
    pitch: 0.05 * wave(5, 2) + nod,
    roll: 0.04 * wave(6, 4) + 0.015 * wave(2.1),
    // Lids stay down for about the middle third of a blink.
    blink: Math.min(1, 1.2 * sum(blinks, time)),
  };
}

/** The pulses' height at a time: each rises and falls as half a wave. */
function sum(pulses: readonly Pulse[], time: number): number {
  return pulses.reduce((total, { start, lasts, size }) => {
    const share = (time - start) / lasts;
    return share <= 0 || share >= 1 ? total : total + size * Math.sin(Math.PI * share);
  }, 0);
}

function eased(share: number): number {
  return share * share * (3 - 2 * share);
}
