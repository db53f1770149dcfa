import { describe, expect, it } from 'vitest';
import { usePipelinePage } from './use-pipeline-page';

describe('a browser without WebGL and WebGPU', () => {
  // As a machine without a graphics processor has it: Chromium no longer draws WebGL in software by itself.
  const page = usePipelinePage(['--disable-gpu', '--disable-software-rasterizer']);

  it('is what this test runs in', async () => {
    const contexts = await page().evaluate(() =>
      ['webgl', 'webgl2'].map((kind) => document.createElement('canvas').getContext(kind)),
    );
    expect(contexts).toEqual([null, null]);
  });

  it('runs the network on WebAssembly', async () => {
    const { backend } = await page().evaluate(() => pipelineTest.report());
    expect(backend).toEqual({ name: 'wasm', why: 'none' });
  });

  it('finds and reads faces near the camera', async () => {
    const { readings } = await page().evaluate(() => pipelineTest.tick([0, null, 1]));
    expect(readings.map(({ faces }) => faces.map(({ expression }) => expression))).toEqual([
      ['happiness'],
      [],
      ['happiness'],
    ]);
  });

  it('finds faces in a meeting room', async () => {
    const looks = await page().evaluate(() => pipelineTest.room(24));
    expect(looks.at(-1)).toHaveLength(3);
  });
});
