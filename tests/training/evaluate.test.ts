import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { input, type LayersModel, layers, model as network, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { progress } from '../../training/console/progress';
import { VOTES } from '../../training/dataset/labels';
import { evaluate } from '../../training/evaluation/evaluate';
import { fer2013Labellings, folderLabellings, restricted } from '../../training/evaluation/labelling';
import { openPictures } from '../../training/evaluation/open-pictures';
import { type EvaluationFile, markdown, reportFiles } from '../../training/evaluation/report';
import { DISTORTIONS } from '../../training/evaluation/robustness';
import { slicings } from '../../training/evaluation/slices';
import { headFileOf, loadHead, saveHead, withHead } from '../../training/export/fer2013-head';
import { drawnFaces } from './drawn-faces';

const signal = new AbortController().signal;
const root = mkdtempSync(join(tmpdir(), 'facet-evaluate-'));
afterAll(() => rmSync(root, { recursive: true }));
beforeAll(() => tf.setBackend('cpu'));

/** A network that reads drawnFaces' bar without any training: the mean level of each of seven bands decides. */
function bandReader(): LayersModel {
  const face = input({ shape: [INPUT_SIDE, INPUT_SIDE, 1] });
  const bands = layers.conv2d({ filters: 7, kernelSize: INPUT_SIDE, useBias: false, name: 'bands' });
  const average = layers.globalAveragePooling2d({ name: 'average' }).apply(bands.apply(face)) as SymbolicTensor;
  const head = layers.dense({ units: EXPRESSIONS.length, activation: 'softmax' });
  const model = network({ inputs: face, outputs: head.apply(average) as SymbolicTensor });
  const kernel = new Float32Array(INPUT_AREA * 7);
  for (let p = 0; p < INPUT_AREA; p++) {
    const band = Math.floor(p / INPUT_SIDE / 7);
    kernel[p * 7 + band] = 1 / (INPUT_SIDE * (band === 6 ? 6 : 7));
  }
  bands.setWeights([tf.tensor4d(kernel, [INPUT_SIDE, INPUT_SIDE, 1, 7])]);
  const strong = Float32Array.from({ length: 7 * 8 }, (_, i) => (i % 8 === Math.floor(i / 8) ? 4 : 0));
  // Contempt is never said.
  head.setWeights([tf.tensor2d(strong, [7, 8]), tf.tensor1d([0, 0, 0, 0, 0, 0, 0, -100])]);
  return model;
}

const faces = drawnFaces(70);
const rows = Uint32Array.from(faces.classes.keys());

describe('evaluate', () => {
  it('measures every labelling, what calls cost, and parts of the pictures', async () => {
    const shares: number[] = [];
    const { measured, robustness, slices } = await evaluate(
      { model: bandReader(), logits: false },
      { pixels: faces.pixels.map((level) => level / 2), rows, labellings: fer2013Labellings(faces, rows) },
      { robustness: true, signal, onProgress: (share) => shares.push(share) },
    );
    // Drawn faces count FER2013's classes in FER+'s order, so that what is right for one is wrong for the other.
    expect(measured.map(({ id }) => id)).toEqual(['ferplus', 'fer2013-shipped']);
    expect(measured[0]).toMatchObject({ count: 70, correct: 70, accuracy: 1 });
    expect(measured[1]).toMatchObject({ count: 70, classes: { length: 7 } });
    expect(measured[1]!.accuracy).toBeLessThan(0.3);
    expect(robustness.map(({ name }) => name)).toEqual(Object.keys(DISTORTIONS));
    const lost = Object.fromEntries(robustness.map(({ name, lost }) => [name, lost]));
    expect(lost['gamma 1.8']).toBe(0);
    // Mid grey in the last band outshines the halved bars: whatever they show, class 6 is read.
    expect(lost['lowest 20 % covered']).toBeCloseTo(60 / 70, 5);
    expect(slices.map(({ by }) => by.split(' ')[0])).toEqual(['brightness', 'contrast', 'sharpness', 'votes']);
    for (const { slices: parts } of slices) expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(70);
    expect(shares.at(-1)).toBe(1);
  });

  it('asks the second head, where there is one', async () => {
    const identity = Float32Array.from({ length: 49 }, (_, i) => (i % 7 === Math.floor(i / 7) ? 4 : 0));
    const model = withHead(bandReader(), { kernel: identity, bias: new Float32Array(7) });
    const { measured } = await evaluate(
      { model, logits: false },
      { pixels: faces.pixels, rows, labellings: fer2013Labellings(faces, rows) },
      { robustness: false, signal },
    );
    expect(measured.map(({ id, correct }) => [id, correct]).slice(0, 2)).toEqual([
      ['ferplus', 70],
      ['fer2013', 70],
    ]);
  });

  it('measures what ships on FER2013 where there are no votes', async () => {
    const labellings = fer2013Labellings({ ...faces, votes: new Uint8Array(faces.count * VOTES) }, rows);
    const { measured } = await evaluate(
      { model: bandReader(), logits: false },
      { pixels: faces.pixels, rows, labellings },
      { robustness: false, signal },
    );
    expect(measured.map(({ id }) => id)).toEqual(['fer2013-shipped']);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    const measuring = evaluate(
      { model: bandReader(), logits: false },
      { pixels: faces.pixels, rows, labellings: fer2013Labellings(faces, rows) },
      { robustness: true, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) },
    );
    await expect(measuring).rejects.toThrow('enough');
  });
});

describe('labels of a folder', () => {
  it('are seven without contempt, eight with it, and also those that occur alone', () => {
    const [all, secondHead, occurring] = folderLabellings(['anger', 'happiness', 'anger']);
    expect(secondHead).toMatchObject({ answers: 'fer2013', truths: [0, 3, 0] });
    expect(all!.classes).toHaveLength(7);
    expect(all!.truths.map((k) => all!.classes[k])).toEqual(['anger', 'happiness', 'anger']);
    expect(occurring!.classes).toEqual(['happiness', 'anger']);
    expect(folderLabellings([...EXPRESSIONS])).toHaveLength(1);
    expect(folderLabellings(EXPRESSIONS.filter((name) => name !== 'contempt'))).toHaveLength(2);
    expect(folderLabellings(['contempt', 'anger'])[0]!.classes).toEqual(EXPRESSIONS);
  });

  it('keep the named probabilities and their proportions', () => {
    const probabilities = Float32Array.from([0.4, 0.2, 0, 0, 0.2, 0, 0, 0.2]);
    const kept = [...restricted(probabilities, ['anger', 'neutral'])];
    expect(kept[0]).toBeCloseTo(1 / 3, 6);
    expect(kept[1]).toBeCloseTo(2 / 3, 6);
  });
});

describe('robustness', () => {
  it('covers what its names say', () => {
    const covered = (name: string) => {
      const picture = new Float32Array(INPUT_AREA).fill(255);
      DISTORTIONS[name]!(picture, 0);
      return [...picture.keys()].filter((p) => picture[p] === 128);
    };
    const lowest = covered('lowest 20 % covered');
    expect(lowest.length / INPUT_AREA).toBeCloseTo(0.2, 1);
    expect(Math.min(...lowest)).toBe(INPUT_AREA - lowest.length);
    const mouth = covered('20 % of the lower half covered, over the mouth');
    expect(mouth.length / (INPUT_AREA / 2)).toBeCloseTo(0.2, 2);
    expect(Math.min(...mouth)).toBeGreaterThan(INPUT_AREA / 2);
  });
});

describe('slices', () => {
  it('put every picture into one quarter, the darkest into the lowest', () => {
    const judged = Array.from({ length: 8 }, (_, i) => ({
      picture: new Uint8Array(INPUT_AREA).fill(i * 10),
      right: i >= 4,
    }));
    const brightness = slicings(judged)[0]!;
    expect(brightness.slices.map(({ count, accuracy }) => [count, accuracy])).toEqual([
      [2, 0],
      [2, 0],
      [2, 1],
      [2, 1],
    ]);
    expect(brightness.slices[0]!.name).toContain('0 to 10');
  });
});

describe('opening pictures', () => {
  const line = (usage: string) => `3,${new Array(INPUT_AREA).fill(7).join(' ')},${usage}`;

  it('reads a CSV file of any name, and says which rows there are', async () => {
    const file = join(root, 'mine.csv');
    writeFileSync(file, ['emotion,pixels,Usage', line('PrivateTest'), line('PrivateTest')].join('\n'));
    const opened = await openPictures(file, { usage: 'PrivateTest', cacheFolder: root, signal });
    expect(opened.rows).toHaveLength(2);
    expect(opened.about).toMatch(/2 pictures, PrivateTest .*nothing about FER\+/);
    await expect(openPictures(file, { cacheFolder: root, signal })).rejects.toThrow(
      /no rows of PublicTest; it has .*2 of PrivateTest/,
    );
  });

  it('says what is missing', async () => {
    await expect(openPictures(join(root, 'nowhere'), { signal })).rejects.toThrow(/There is no .*nowhere/);
    mkdirSync(join(root, 'pictures', 'sad'), { recursive: true });
    await expect(openPictures(join(root, 'pictures'), { usage: 'Training', signal })).rejects.toThrow(
      /belong to fer2013/,
    );
  });
});

describe('the report', () => {
  const file = async (): Promise<EvaluationFile> => ({
    subject: 'Model A <b>',
    pictures: 'drawn faces',
    command: 'npm run evaluate',
    commit: 'abc',
    backend: 'cpu',
    ...(await evaluate(
      { model: bandReader(), logits: false },
      { pixels: faces.pixels, rows, labellings: fer2013Labellings(faces, rows).slice(0, 1) },
      { robustness: false, signal },
    )),
  });

  it('has Markdown, JSON that reads back, and three plots that are well-formed', async () => {
    const evaluation = await file();
    const files = reportFiles(evaluation);
    expect(Object.keys(files).sort()).toEqual([
      'evaluation.json',
      'evaluation.md',
      'ferplus-classes.svg',
      'ferplus-confusion.svg',
      'ferplus-reliability.svg',
    ]);
    expect(JSON.parse(files['evaluation.json']!)).toEqual(JSON.parse(JSON.stringify(evaluation)));
    for (const name of Object.keys(files).filter((f) => f.endsWith('.svg'))) {
      const svg = files[name]!;
      expect(files['evaluation.md']).toContain(`(${name})`);
      expect(svg.match(/<[a-z]+/g)!.length).toBe(svg.match(/<\/[a-z]+>/g)!.length);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg).toContain('prefers-color-scheme:dark');
    }
  });

  it('gives accuracy with its count and interval, and no plots on a terminal', async () => {
    const text = markdown(await file(), { plots: false });
    expect(text).toContain('**100.00 %** right: 70 of 70 (95 % interval 94.8 % to 100.0 %)');
    expect(text).not.toContain('.svg');
  });
});

describe('the FER2013 head', () => {
  const model = join(root, 'emotion');
  const head = {
    kernel: Float32Array.from({ length: 14 }, (_, i) => Math.sin(i)),
    bias: new Float32Array(7).fill(0.25),
  };

  it('lies beside the model’s folder, and is read back to six digits', () => {
    mkdirSync(model);
    writeFileSync(join(model, 'weights.bin'), 'weights');
    expect(loadHead(model)).toBeUndefined();
    saveHead(model, head);
    expect(headFileOf(model)).toBe(join(root, 'evaluation', 'fer2013-head.json'));
    const read = loadHead(model)!;
    head.kernel.forEach((w, i) => {
      expect(read.kernel[i]).toBeCloseTo(w, 5);
    });
    expect([...read.bias]).toEqual([...head.bias]);
  });

  it('refuses to speak for other weights', () => {
    writeFileSync(join(model, 'weights.bin'), 'other weights');
    expect(() => loadHead(model)).toThrow(/belongs to other weights/);
  });
});

describe('progress', () => {
  const written = (isTTY: boolean) => {
    let time = 0;
    let text = '';
    const tell = progress('measuring', { isTTY, write: (part) => (text += part) }, () => time);
    for (let i = 1; i <= 20; i++) {
      time = i * 1000;
      tell(i / 20);
    }
    return text;
  };

  it('is a line after five seconds and then every minute where nobody watches', () => {
    expect(written(false).trim().split('\n')).toEqual(['measuring: 25 %, 15 s left', 'measuring: 100 %']);
  });

  it('is a bar with the time left on a terminal, gone at the end', () => {
    const text = written(true);
    expect(text).toContain('█░');
    expect(text).toContain('50 %, 10 s left');
    expect(text.split('\r').at(-2)!.trim()).toBe('');
  });
});
