import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_AREA } from '../../src/engine/input';
import { openTraining } from '../../training/dataset/open-training';
import { readFace, readFaces } from '../../training/dataset/picture-folder';
import { type CroppedPicture, cropper } from '../../training/detector/cropper';
import { loadModel } from '../../training/export/model-file';
import { predict } from '../../training/network/predict';

const folder = mkdtempSync(join(tmpdir(), 'facet-crops-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { signal } = new AbortController();

/** Tiles of the README's picture of a call: drawn people, each somewhere in a wide picture. */
const call = join(import.meta.dirname, '../../.github/call.png');
const TILES = {
  'neutral/mei.png': { left: 16, top: 59, width: 408, height: 229 },
  'happiness/amara.png': { left: 436, top: 59, width: 408, height: 229 },
  'surprise/noah.png': { left: 856, top: 59, width: 408, height: 229 },
  'happiness/two.png': { left: 16, top: 59, width: 828, height: 229 },
};
const at = (name: string) => join(folder, 'pictures', name);

beforeAll(async () => {
  for (const [name, tile] of Object.entries(TILES)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    // As large as a camera's picture of one person.
    await sharp(await sharp(call).extract(tile).toBuffer())
      .resize({ width: tile.width * 2, kernel: 'cubic' })
      .toFile(at(name));
  }
  const wall = sharp({ create: { width: 300, height: 200, channels: 3, background: '#8899aa' } });
  writeFileSync(at('surprise/wall.png'), await wall.png().toBuffer());
});

const difference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;

describe('whole pictures to train on', () => {
  const kept = join(folder, 'kept');
  const files = [...Object.keys(TILES), 'surprise/wall.png'];

  it('become the faces that a call would read, and are told where they do not', async () => {
    const { pixels, notes, ...read } = await readFaces(files.map(at), { detect: true, cropper: cropper(kept), signal });
    expect(read.kept).toEqual([0, 1, 2, 3]);
    expect(notes).toEqual([
      `No face was found in 1 of 5 pictures, left out: ${at('surprise/wall.png')}.`,
      `There are several faces in 1 of 5 pictures; the largest counts: ${at('happiness/two.png')}.`,
      expect.stringMatching(/^Finding and cropping a face took \d+ ms a picture\.$/),
    ]);
    // The shipped network, which was trained on FER2013's crops, knows them.
    const { model, metadata } = await loadModel('models/emotion');
    const [answers] = predict(model, { pixels }, Uint32Array.from([0, 1, 2]));
    const said = [0, 1, 2].map((row) => {
      const own = answers!.subarray(row * metadata.labels.length, (row + 1) * metadata.labels.length);
      return metadata.labels[own.indexOf(Math.max(...own))];
    });
    expect(said).toEqual(['neutral', 'happiness', 'surprise']);
    const face = (row: number) => pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA);
    expect(difference(face(1), await readFace(at('happiness/amara.png')))).toBeGreaterThan(20);
    expect(difference(face(3), face(1))).toBeLessThan(difference(face(1), face(0)));
  });

  it('are searched once, whoever asks again, and what was on stays on', async () => {
    expect(readdirSync(kept)).toHaveLength(files.length);
    const before = tf.getBackend();
    const again = await readFaces(files.map(at), { detect: true, cropper: cropper(kept), signal });
    expect(again.kept).toEqual([0, 1, 2, 3]);
    expect(readdirSync(kept)).toHaveLength(files.length);
    expect(tf.getBackend()).toBe(before);
  });

  const found = (answers: readonly Partial<CroppedPicture>[]) => {
    let next = 0;
    return { crop: async () => ({ faces: 1, milliseconds: 8, ...answers[next++] }) };
  };
  const crop = new Uint8Array(INPUT_AREA);

  it('are left out where a call would not read the face, with the reason', async () => {
    const answers = found([{ crop }, { problem: 'too small' }, { problem: 'turned away' }]);
    const { kept, notes } = await readFaces(['a', 'b', 'c'], { detect: true, cropper: answers, signal });
    expect(kept).toEqual([0]);
    expect(notes[0]).toMatch(/would read in 2 of 3 pictures, left out: b \(too small\), c \(turned away\)\./);
  });

  it('name a few files where there are many', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `p${i}`);
    const answers = found(names.map((_, i) => (i === 0 ? { crop } : { faces: 0 })));
    const { notes } = await readFaces(names, { detect: true, cropper: answers, signal });
    expect(notes[0]).toBe('No face was found in 8 of 9 pictures, left out: p1, p2, p3, p4, p5 and 3 more.');
  });

  it('are refused where nothing is left, of all or of a class', async () => {
    const none = found([{ faces: 0 }]);
    await expect(readFaces(['a'], { detect: true, cropper: none, signal })).rejects.toThrow(
      /None of the 1 pictures can be used\. No face was found in 1 of 1 pictures, left out: a\./,
    );
    rmSync(at('surprise/noah.png'));
    const options = { split: 0.8, seed: 0, detect: true, cropper: cropper(kept), signal };
    await expect(openTraining(join(folder, 'pictures'), options)).rejects.toThrow(
      /No picture of "surprise" can be used\. No face was found in 1 of 4 pictures/,
    );
  });

  it('are not looked for in FER2013, whose pictures are faces', async () => {
    const csv = join(folder, 'fer2013.csv');
    writeFileSync(csv, `emotion,pixels,Usage\n3,${Array(INPUT_AREA).fill(7).join(' ')},Training\n`);
    await expect(openTraining(csv, { split: 0.8, seed: 0, detect: true, signal })).rejects.toThrow(/--detect is for/);
  });
});
