import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { commit } from '../../training/files/commit';
import { launch } from '../chromium/launch';
import { cli } from '../run.mjs';
import { benchAccuracy } from './accuracy';
import { barsOf, inWords, isReached, type Measurements } from './bars';
import { benchCalls } from './call';
import { chart } from './chart';
import { benchCrowd } from './crowd';
import { benchMemory } from './memory';
import { benchNetwork } from './network';
import { compareRivals } from './rivals';
import { scaleTable } from './scale';
import { type Site, serveBench } from './site';
import { benchStart } from './start';
import { benchSteps } from './steps';

const HELP = `bench: what Facet costs on this machine, beside others in the same run; the whole takes about an hour

  npm run bench [-- options]

  --quick            about two minutes: fewer pictures, and neither memory nor Start
  --only A,B         of frames, network, crowd, accuracy, calls, start, memory, steps, scale
  --json FILE        also write {bars: [{name, value, unit, atLeast | atMost, aim, how}]}
  --chart FILE.svg   also draw them`;

/** How much is measured. */
interface Size {
  readonly pictures: number;
  readonly openings: number;
  readonly rounds: number;
  readonly talk: number;
  readonly seconds: number;
  readonly starts: number;
}

const QUICK: Size = { pictures: 60, openings: 2, rounds: 3, talk: 2, seconds: 6, starts: 3 };
const WHOLE: Size = { pictures: 300, openings: 10, rounds: 20, talk: 20, seconds: 30, starts: 10 };
/** What the quick form leaves out: too long, or worth nothing when it is short. */
const LONG = ['start', 'memory', 'steps', 'scale'];

const PARTS: Readonly<Record<string, (size: Size, site: Site) => Promise<{ bars: Measurements; table?: unknown }>>> = {
  frames: (size, site) => compareRivals(site, size),
  network: ({ rounds }, site) => benchNetwork(site, 10 * rounds),
  crowd: ({ rounds }, site) => benchCrowd(site, rounds),
  accuracy: ({ talk }, site) => benchAccuracy(site, talk),
  calls: ({ seconds }) => benchCalls(seconds),
  start: ({ starts }) => benchStart(starts),
  memory: () => benchMemory(),
  steps: async () => ({ bars: {}, table: await benchSteps() }),
  // Of a crowd's measured cost.
  scale: async (_, site) => ({ bars: {}, table: scaleTable((await benchCrowd(site, 2)).cost(16)) }),
};

await cli(async () => {
  const { values: options } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      json: { type: 'string' },
      chart: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (options.help) return console.log(HELP);
  const chosen =
    options.only?.split(',') ?? Object.keys(PARTS).filter((name) => !options.quick || !LONG.includes(name));
  const unknown = chosen.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}". Parts: ${Object.keys(PARTS).join(', ')}.`);

  const about = await machine();
  console.log(
    Object.entries(about)
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n'),
  );
  const size = options.quick ? QUICK : WHOLE;
  const measured: Measurements = {};
  const site = await serveBench();
  try {
    for (const name of chosen) {
      console.log(`\n▸ ${name}`);
      const { bars, table } = await PARTS[name]!(size, site);
      if (table) console.table(table);
      Object.assign(measured, bars);
    }
  } finally {
    site.close();
  }
  const bars = barsOf(measured);
  const mark = (reached: boolean | null) => (reached === null ? '–' : reached ? '✓' : '✗');
  for (const bar of bars) {
    const limit = bar.atLeast === undefined ? `at most ${inWords(bar.atMost!, bar.unit)}` : `at least ${bar.atLeast}`;
    console.log(`\n${mark(isReached(bar))} ${bar.name}: ${inWords(bar.value, bar.unit)} (${limit})\n    ${bar.how}`);
  }
  if (loadavg()[0]! > cpus().length)
    console.log('\nOther work kept this machine busy: ratios hold, absolute numbers are too high.');
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...about, bars }, null, 1)}\n`);
  if (options.chart) writeFileSync(options.chart, chart(bars, `Facet ${about.commit}, ${about.machine}`));
});

/** Where and on what it was measured. */
async function machine() {
  const browser = await launch();
  try {
    const [cpu] = cpus();
    return {
      machine: `${cpus().length} × ${cpu?.model ?? 'unknown processor'}`,
      browser: await browser.version(),
      'back end': 'wasm, SIMD, one thread (Facet and peers)',
      node: process.version,
      commit: commit(),
      'load before': loadavg()
        .map((load) => load.toFixed(1))
        .join(', '),
    };
  } finally {
    await browser.close();
  }
}
