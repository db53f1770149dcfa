import { describe, expect, it } from 'vitest';
import { FaceMemory, HOLD } from '../../src/engine/face-memory';
import { NOTHING } from '../../src/engine/smoothing';
import { EXPRESSIONS } from '../../src/expressions';

const happy = EXPRESSIONS.map((name) => (name === 'happiness' ? 0.86 : 0.02));
const sad = EXPRESSIONS.map((name) => (name === 'sadness' ? 0.86 : 0.02));

describe('FaceMemory', () => {
  it('says nothing about a face that was never readable, but why', () => {
    expect(new FaceMemory().unreadable('too small', 0)).toEqual({
      probabilities: NOTHING,
      confidence: 0,
      expression: null,
      unsure: 'too small',
    });
  });

  it('keeps its reading through a moment of blur', () => {
    const memory = new FaceMemory();
    const read = memory.read(happy, 0);
    expect(read).toEqual({ probabilities: happy, confidence: 0.86, expression: 'happiness' });
    expect(memory.unreadable('blurred', HOLD)).toEqual(read);
  });

  it('gives the reading up when the face stays unreadable, and starts afresh after', () => {
    const memory = new FaceMemory();
    memory.read(happy, 0);
    expect(memory.unreadable('turned away', HOLD + 1)).toMatchObject({ expression: null, unsure: 'turned away' });
    expect(memory.read(sad, HOLD + 100)).toMatchObject({ expression: 'sadness', probabilities: sad });
  });
});
