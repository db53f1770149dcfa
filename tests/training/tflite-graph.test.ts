import { describe, expect, it } from 'vitest';
import type { GraphDescription } from '../../src/engine/graph';
import { faceDetectorGraph } from '../../training/detector/face-detector';
import { tfliteGraph } from '../../training/detector/tflite-graph';

describe('a TFLite network as a graph', () => {
  it.each([
    ['short', 128, 33],
    ['full', 192, 40],
  ] as const)('has all that it needs: %s range', async (range, side, convolutions) => {
    const { json, weights } = await faceDetectorGraph(range);
    const graph: GraphDescription = JSON.parse(new TextDecoder().decode(json));
    expect(graph.side).toBe(side);
    const known = new Set([graph.input]);
    for (const { inputs, output } of graph.operations) {
      for (const input of inputs) expect(known, `tensor ${input}`).toContain(input);
      known.add(output);
    }
    for (const output of graph.outputs) expect(known).toContain(output);
    const kinds = graph.operations.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'conv' || kind === 'depthwise').length).toBeGreaterThanOrEqual(convolutions);
    const last = graph.weights.at(-1)!;
    expect(weights.length).toBe(2 * (last.offset + last.shape.reduce((product, length) => product * length, 1)));
  });

  it('is refused where it is none', () => {
    expect(() => tfliteGraph(new Uint8Array(64))).toThrow();
  });
});
