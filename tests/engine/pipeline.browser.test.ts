import { describe, expect, it } from 'vitest';
import type { FaceReading } from '../../src/engine/types';
import { EXPRESSIONS } from '../../src/expressions';
import { usePipelinePage } from './use-pipeline-page';

describe('the pipeline in a browser', () => {
  const page = usePipelinePage();

  it('says what runs, why, and what the model knows', async () => {
    const { backend, model, steps } = await page().evaluate(() => pipelineTest.report());
    expect(backend.name).toBe('wasm');
    expect(['none', 'imitated', 'unmeasured']).toContain(backend.why);
    expect(model.classes.map(({ name }) => name)).toEqual(EXPRESSIONS);
    expect(steps.length).toBeGreaterThan(0);
  });

  it('reads every tile that shows somebody, and closes every picture', async () => {
    const { readings, closed } = await page().evaluate(() => pipelineTest.tick([0, null, 1]));
    expect(readings.map(({ participantId, faces }) => [participantId, faces.length])).toEqual([
      ['p0', 1],
      ['p1', 0],
      ['p2', 1],
    ]);
    expect(closed).toEqual([true, true, true]);
    for (const { probabilities, box, score } of readings.flatMap(({ faces }) => faces)) {
      expect(probabilities!.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
      expect(score).toBeGreaterThan(0.5);
      expect(box.x).toBeGreaterThan(0.2);
      expect(box.x + box.width).toBeLessThan(0.8);
    }
  });

  it('finds several people in a meeting room, and numbers them from left to right', async () => {
    const readings = await page().evaluate(() => pipelineTest.room(24));
    const [faces, ...before] = readings.toReversed();
    expect(faces!.map(({ face }) => face)).toEqual([1, 2, 3]);
    const places = faces!.map(({ box }) => box.x);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    // Once found, nobody is lost again.
    const first = before.findLastIndex((earlier) => earlier.length === 3);
    expect(first).toBeGreaterThan(0);
    for (const earlier of before.slice(0, first)) expect(earlier).toHaveLength(3);
  });

  it('keeps their numbers while one of them walks past the others', async () => {
    const looks = await page().evaluate(() => pipelineTest.walkPast());
    const asTheySit = (faces: readonly FaceReading[]) =>
      faces.toSorted((a, b) => a.box.x - b.box.x).map(({ face }) => face);
    expect(asTheySit(looks[0]!)).toEqual([1, 2, 3]);
    expect(asTheySit(looks[Math.floor(looks.length / 2)]!)).toEqual([3, 1, 2]);
    expect(asTheySit(looks.at(-1)!)).toEqual([1, 2, 3]);
  });

  it('reads the others where one picture is broken', async () => {
    expect(await page().evaluate(() => pipelineTest.brokenTick())).toEqual({
      read: ['p0', 'p2'],
      closed: [true, true, true],
    });
  });

  it('says so where no picture could be read', async () => {
    expect(await page().evaluate(() => pipelineTest.hopelessTick())).toBe('rejected');
  });

  it('follows a change of expression within a second, through no third one', async () => {
    const readings = await page().evaluate(() => pipelineTest.change('happiness', 'surprise', 10));
    const named = readings.map((face) => face?.expression ?? 'none');
    expect(named[0]).toBe('happiness');
    expect(named[9]).toBe('happiness');
    expect(named[18]).toBe('surprise');
    expect(new Set(named.filter((name) => name !== 'none'))).toEqual(new Set(['happiness', 'surprise']));
    expect(new Set(readings.map((face) => face?.face))).toEqual(new Set([1]));
  });

  it('reads on when the clock is set back', async () => {
    expect(await page().evaluate(() => pipelineTest.clockSetBack())).toEqual([
      'happiness',
      'happiness',
      'surprise',
      'surprise',
    ]);
  });

  it('finds 49 people in a still picture, numbered row by row', async () => {
    const { read, isOpen } = await page().evaluate(() => pipelineTest.groupPhoto());
    expect(read.map(({ face, row, column }) => [face, row, column])).toEqual(
      Array.from({ length: 49 }, (_, i) => [i + 1, Math.floor(i / 7), i % 7]),
    );
    expect(read.filter(({ expression }) => expression === 'happiness').length).toBeGreaterThan(44);
    expect(isOpen).toBe(true);
  });

  it('finds in a cut-out nobody of the one before it', async () => {
    expect(await page().evaluate(() => pipelineTest.cutOuts())).toEqual({ live: [1, 1, 1], still: [1, 1, 1] });
  });

  it('reads a face the same whoever was read before it', async () => {
    expect(await page().evaluate(() => pipelineTest.afterOthers())).toBe(true);
  });

  it('knows what is usual of somebody who was away for a while, and nothing of whom it was to forget for good', async () => {
    const away = await page().evaluate(() => pipelineTest.usualAfter('a while'));
    expect(away.before).toBeGreaterThan(20);
    expect(away.after).toBeGreaterThanOrEqual(away.before);
    for (const how of ['for good', 'with their call'] as const) {
      const forgotten = await page().evaluate((way) => pipelineTest.usualAfter(way), how);
      expect(forgotten.before).toBeGreaterThan(20);
      expect(forgotten.after, how).toBeLessThan(2);
    }
  });

  it.each([0, 45, 90, 135, 180, 225, 270, 315])('reads a face that is rolled by %i°', async (degrees) => {
    const read = await page().evaluate((roll) => pipelineTest.rolled(roll), degrees);
    // Abstaining is allowed now and then, another name is not.
    expect(read.filter(([, name]) => name === 'happiness').length, JSON.stringify(read)).toBeGreaterThanOrEqual(6);
    for (const [faces, name] of read) {
      expect(faces).toBeLessThanOrEqual(1);
      expect(['happiness', 'low confidence', 'turned away', undefined]).toContain(name);
    }
  });

  it('reads on when a picture is turned, and gives no wrong name between', async () => {
    const named = await page().evaluate(() => pipelineTest.turnedWhileRead(8));
    expect(new Set(named.filter((name) => name))).toEqual(new Set(['happiness']));
    for (const end of [7, 15, 23]) expect(named[end]).toBe('happiness');
  });

  it('looks for a face that it follows once a second, whichever way up', async () => {
    // Five seconds.
    expect(await page().evaluate(() => pipelineTest.looks(40, 0))).toBeLessThanOrEqual(7);
    expect(await page().evaluate(() => pipelineTest.looks(40, 180))).toBeLessThanOrEqual(7);
  });

  it.each([0, 90, 180, 270])('reads a still picture that is turned by %i°', async (degrees) => {
    expect(await page().evaluate((turn) => pipelineTest.turnedPhoto(turn), degrees)).toEqual(['happiness']);
  });

  it('sees nobody in leaves or in a printed smile', async () => {
    expect(await page().evaluate(() => pipelineTest.nobody())).toEqual({ bushes: 0, printed: 0, inCall: 0 });
  });

  it('stops searching a still picture with its signal', async () => {
    expect(await page().evaluate(() => pipelineTest.abortedPhoto())).toBe('stopped');
  });

  it('runs on tfjs where our own kernels are missing, keeps no tensor from tick to tick and none at the end', async () => {
    const { said, before, after, ended } = await page().evaluate(() => pipelineTest.tfjs(12));
    expect(said).toEqual(['happiness', 'happiness']);
    expect(before).toBeGreaterThan(0);
    expect(after).toBe(before);
    expect(ended).toBe(0);
  });

  it('finds faces with MediaPipe where its own graph is missing', async () => {
    expect(await page().evaluate(() => pipelineTest.withoutGraph())).toBe(1);
  });

  it.each([
    ['createWithoutModel', /^The expression model cannot be used: its files are missing or damaged\./],
    ['createWithoutDetector', /^The face detector could not be loaded\./],
    ['createAborted', /^stopped$/],
  ] as const)('%s: fails with a sentence', async (name, sentence) => {
    expect(await page().evaluate((create) => pipelineTest[create](), name)).toMatch(sentence);
  });
});
