import { describe, expect, it } from 'vitest';
import { FaceMemory } from '../../src/engine/face-memory';
import { INPUT_AREA } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';

const smile = EXPRESSIONS.map((name) => (name === 'happiness' ? 0.9 : 0.1 / (EXPRESSIONS.length - 1)));
const grey = new Float32Array(INPUT_AREA).fill(128);
const other = grey.map((level, i) => (i < INPUT_AREA / 2 ? level : level + 20));

describe('what the network said of a face', () => {
  it('holds while it looks the same, for some seconds', () => {
    const memory = new FaceMemory();
    expect(memory.holds(grey, 0)).toBe(false);
    memory.learn({ crop: grey, probabilities: smile, time: 0 });
    expect(memory.holds(grey, 200)).toBe(true);
    expect(memory.holds(other, 200)).toBe(false);
    expect(memory.holds(grey, 3000)).toBe(false);
  });

  it('feeds what goes by time: a still face is named as soon, and its usual is learnt as well', () => {
    const kept = new FaceMemory();
    const read = new FaceMemory();
    kept.learn({ crop: grey, probabilities: smile, time: 0 });
    for (let time = 0; time <= 90_000; time += 200) expect(kept.again(time)).toEqual(read.addReading(smile, time));
    expect(kept.again(90_200)?.usual?.deviations).not.toBeNull();
  });

  it('is said again after it could not be read for a moment', () => {
    const memory = new FaceMemory();
    memory.learn({ crop: grey, probabilities: smile, time: 0 });
    memory.again(0);
    memory.unreadable('blurred', 1000);
    expect(memory.again(1200)?.unsure).toBe('blurred');
    expect(memory.holds(grey, 1400)).toBe(true);
    expect(memory.again(1400)?.expression).toBe('happiness');
  });

  it('is nothing of a face that was never read', () => {
    expect(new FaceMemory().again(0)).toBeNull();
  });
});
