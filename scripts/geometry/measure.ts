/**
 * Where BlazeFace finds the eyes in FER2013's pictures (src/engine/align.ts has the medians), and what it gains to crop by
 * them: npx tsx scripts/geometry/measure.ts [--pictures 3000] [--test 800] [--out models/evaluation/geometry.json]
 * With --frames, instead, what small frames cost, such as a crowded call's.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { INPUT_AREA } from '../../src/engine/input';
import { parseModelMetadata } from '../../src/engine/model-metadata';
import { top } from '../../src/expressions';
import { loadFaces } from '../../training/dataset/cache';
import type { Faces } from '../../training/dataset/faces';
import { split } from '../../training/dataset/split';
import type { GeometryGain } from '../../training/evaluation/card';
import { commit } from '../../training/files/commit';
import { sha256Of } from '../../training/files/sha256';
import { percent } from '../../training/markup/tables';
import { agreedRows } from '../../training/metrics/validate';
import { launch } from '../chromium/launch';
import { openModule } from '../chromium/module-page';
import type { Frame, Measured } from './page';

const BATCH = 50;
/** Widths of 16:9 frames: of a crowded call (src/content/budget.ts), and larger ones. */
const FRAME_WIDTHS = [160, 320, 640];
/** Shares of a frame's height that a face takes: close to the camera, as most sit, and far from it. */
const FACE_SHARES = [0.8, 0.6, 0.4, 0.3];
/** |turn| below which a face counts as frontal, and from which as turned. */
const FRONTAL = 0.15;
const TURNED = 0.25;

const { values: options } = parseArgs({
  options: {
    pictures: { type: 'string', default: '3000' },
    test: { type: 'string', default: '800' },
    data: { type: 'string', default: 'training/data' },
    out: { type: 'string' },
    frames: { type: 'boolean', default: false },
  },
});

const faces = await loadFaces(options.data);
const { training, validation } = split(faces);
const browser = await launch();
const { page, close } = await openModule(browser, 'scripts/geometry/page.ts');
try {
  await page.waitForFunction(() => 'measureFaces' in globalThis, { timeout: 60_000 });
  if (options.frames) await printFrames(page, faces, validation, Number(options.test));
  else {
    if (Number(options.pictures) > 0) {
      printGeometry(await measure(page, faces, evenly(training, Number(options.pictures))));
    }
    const gain = await measureGain(page, faces, validation, Number(options.test));
    if (options.out) writeFileSync(options.out, `${JSON.stringify(gain, null, 1)}\n`);
  }
} finally {
  await close();
  await browser.close();
}

function measure(page: Page, faces: Faces, rows: readonly number[]): Promise<(Measured | null)[]> {
  return inBatches(faces, rows, (levels) => page.evaluate((batch) => measureFaces(batch), levels));
}

async function inBatches<T>(
  { pixels }: Faces,
  rows: readonly number[],
  ask: (levels: number[]) => Promise<T[]>,
): Promise<T[]> {
  const results: T[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const levels = rows
      .slice(start, start + BATCH)
      .flatMap((row) => [...pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA)]);
    results.push(...(await ask(levels)));
    process.stdout.write(`\r${results.length} of ${rows.length} pictures `);
  }
  process.stdout.write('\n');
  return results;
}

/** Faces found and read rightly, in frames of several sizes; those with a clear majority of votes. */
async function printFrames(page: Page, faces: Faces, validation: Uint32Array, count: number): Promise<void> {
  const { positions, truths } = agreedRows(faces, validation);
  const chosen = evenly([...positions.keys()], count);
  const rows = chosen.map((i) => validation[positions[i]!]!);
  for (const share of FACE_SHARES) {
    for (const width of FRAME_WIDTHS) {
      const frame: Frame = { width, height: (width * 9) / 16, share };
      const read = await inBatches(faces, rows, (levels) =>
        page.evaluate((batch, size) => readInFrames(batch, size), levels, frame),
      );
      const found = read.filter((face) => face !== null).length;
      const named = read.map((face) => (face?.probabilities ? top(face.probabilities) : null));
      const judged = named.filter((index) => index !== null).length;
      const right = named.filter((index, k) => index === truths[chosen[k]!]).length;
      console.log(
        `${width} × ${frame.height}, face ${percent(share, 0)} of the height: found ${found} of ${rows.length}, ` +
          `read ${judged}, right ${right} (${percent(right / judged)} of these)`,
      );
    }
  }
}

function printGeometry(measured: readonly (Measured | null)[]): void {
  const found = measured.filter((face) => face !== null);
  const frontal = found.filter(({ turn }) => Math.abs(turn) < FRONTAL);
  console.log(`faces found in ${found.length} of ${measured.length}, ${frontal.length} of them frontal`);
  console.log('frontal faces, fractions of the side:   5 %   25 %    50 %   75 %   95 %');
  const lines: [string, (face: Measured) => number][] = [
    ['middle of the eyes, x', ({ eyes }) => eyes.x],
    ['middle of the eyes, y', ({ eyes }) => eyes.y],
    ['eye distance', ({ eyeDistance }) => eyeDistance],
    ['size (align.ts)', ({ size }) => size],
  ];
  for (const [name, value] of lines) {
    const sorted = frontal.map(value).sort((a, b) => a - b);
    const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map((q) => sorted[Math.floor(q * (sorted.length - 1))]!.toFixed(3));
    console.log(name.padEnd(37), quantiles.join('  '));
  }
}

/**
 * Right answers on the same test pictures, as they are and as a call reads them, cropped by the eyes found; those with a clear
 * majority of votes. A face that a call finds and does not read (turned away, say) counts as not found.
 */
async function measureGain(page: Page, faces: Faces, validation: Uint32Array, count: number): Promise<GeometryGain> {
  const { positions, truths } = agreedRows(faces, validation);
  const chosen = evenly([...positions.keys()], count);
  const measured = await measure(
    page,
    faces,
    chosen.map((i) => validation[positions[i]!]!),
  );
  const judged = measured.flatMap((face, k) => {
    const inCall = face?.inCall?.probabilities;
    if (!face || !inCall) return [];
    const right = (said: readonly number[]) => top(said) === truths[chosen[k]!];
    return [{ turn: Math.abs(face.turn), asItIs: right(face.asItIs), aligned: right(inCall) }];
  });
  const turned = judged.filter(({ turn }) => turn > TURNED);
  for (const [name, among] of [
    ['all', judged],
    ['turned', turned],
  ] as const) {
    const share = (how: 'asItIs' | 'aligned') => percent(among.filter((one) => one[how]).length / among.length);
    console.log(`${name} (${among.length}): right as they are ${share('asItIs')}, aligned ${share('aligned')}`);
  }
  const { userDefinedMetadata } = JSON.parse(readFileSync('models/emotion/model.json', 'utf8'));
  const { version } = parseModelMetadata(userDefinedMetadata);
  const those = (test: (one: { asItIs: boolean; aligned: boolean }) => boolean) => judged.filter(test).length;
  return {
    model: version,
    weights: sha256Of('models/emotion/weights.bin'),
    command: `npx tsx scripts/geometry/measure.ts ${process.argv.slice(2).join(' ')}`.trim(),
    commit: commit(),
    pictures: chosen.length,
    found: judged.length,
    rightAsTheyAre: those(({ asItIs }) => asItIs),
    rightAligned: those(({ aligned }) => aligned),
    onlyAsTheyAre: those(({ asItIs, aligned }) => asItIs && !aligned),
    onlyAligned: those(({ asItIs, aligned }) => aligned && !asItIs),
    turned: {
      found: turned.length,
      rightAsTheyAre: turned.filter(({ asItIs }) => asItIs).length,
      rightAligned: turned.filter(({ aligned }) => aligned).length,
    },
  };
}

function evenly(rows: ArrayLike<number>, count: number): number[] {
  const taken = Math.min(count, rows.length);
  return Array.from({ length: taken }, (_, i) => rows[Math.floor((i * rows.length) / taken)]!);
}
