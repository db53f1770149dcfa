/** How the network in models/emotion came to be: every step from the published files to its weights. runs.md tells what each taught. */

/** A run as this repository's history holds it: the files of its folder with their SHA-256. */
export interface Kept {
  readonly commit: string;
  readonly files: Readonly<Record<KeptFile, string>>;
}

/** What the repository's history holds of a run, below its folder. */
export const KEPT_FILES = ['emotion/model.json', 'emotion/weights.bin', 'evaluation/fer2013-head.json'] as const;
type KeptFile = (typeof KEPT_FILES)[number];

/** One training on the way to the network that ships. */
export interface Step {
  /** The folder under training/runs that it fills. */
  readonly run: string;
  readonly recipe: string;
  readonly seed: number;
  /** Epochs after which each part ends, and the convolutions' precision in it. */
  readonly parts: readonly { readonly until: number; readonly precision: 'float32' | 'bfloat16' }[];
  /** Runs that teach it. */
  readonly teachers: readonly string[];
  /** On two cores of an EPYC (Zen 5, AVX-512), asking the teachers included. */
  readonly minutes: number;
  /** The code that made it. Later code may give other bits. */
  readonly commit: string;
  /** Right on PublicTest, percent. Seeds of one recipe are 0.1 and 0.4 points apart (standard deviation). */
  readonly right: { readonly ferplus: number; readonly fer2013: number };
  readonly kept?: Kept;
}

/** In the order in which they are made. */
export const CHAIN: readonly Step[] = [
  {
    run: 'compact-0',
    recipe: 'compact',
    seed: 0,
    parts: [{ until: 60, precision: 'float32' }],
    teachers: [],
    minutes: 35,
    commit: 'b7684d7',
    right: { ferplus: 89.5, fer2013: 67.6 },
  },
  {
    run: 'wide-0',
    recipe: 'wide',
    seed: 0,
    parts: [
      { until: 12, precision: 'float32' },
      { until: 26, precision: 'bfloat16' },
    ],
    teachers: [],
    minutes: 45,
    commit: '615f02c, 73c52db',
    right: { ferplus: 89.0, fer2013: 66.4 },
  },
  {
    run: 'distilled-0',
    recipe: 'distilled',
    seed: 0,
    parts: [{ until: 140, precision: 'bfloat16' }],
    teachers: ['wide-0', 'compact-0'],
    minutes: 80,
    commit: 'a7870dd',
    right: { ferplus: 90.6, fer2013: 69.0 },
    kept: {
      commit: '640e50d',
      files: {
        'emotion/model.json': '0ae459828b8e3be779fb73904c2f61084fb79c0feda9bdaef60a47a5a73855de',
        'emotion/weights.bin': 'f55d2d5590d4e55cf4ccef1dc100aaede1c697c658d14593b3d92027f7cfdd3c',
        'evaluation/fer2013-head.json': '65ee6a2250f0adf286f0200b29b7a04c5a49294ed0e5a3df5e52a73d06d66dd2',
      },
    },
  },
  {
    run: 'mirrored-0',
    recipe: 'mirrored',
    seed: 0,
    parts: [{ until: 130, precision: 'bfloat16' }],
    teachers: ['distilled-0'],
    minutes: 100,
    commit: '950bbf7',
    right: { ferplus: 91.6, fer2013: 69.7 },
    kept: {
      commit: '464d659',
      files: {
        'emotion/model.json': '897f614e441e5f58e239deb272a6c1ac1379739608a46ef426ac706caee3ddab',
        'emotion/weights.bin': '00f62c075ea76d035f8dfe4a3195bed2170bd3c0fd5c1fda0fd0a3efce644bb7',
        'evaluation/fer2013-head.json': '814be36d98ebf3731fb9f626f7769ec6bd00c39f622cff21482348af839b02bf',
      },
    },
  },
  {
    run: 'smooth-2',
    recipe: 'smooth',
    seed: 2,
    parts: [{ until: 120, precision: 'bfloat16' }],
    teachers: ['mirrored-0', 'distilled-0'],
    minutes: 110,
    commit: 'b9caa0f',
    right: { ferplus: 91.0, fer2013: 70.7 },
    kept: {
      commit: '311d4d2',
      files: {
        'emotion/model.json': '8607c2e24a369d3a734f5c6465c90e42513a84e30b0fb748928f681a6782917d',
        'emotion/weights.bin': 'f4ed03a9e944ceaddbc0a16887396f15f498553cd5cb5994fd6235aab0b36200',
        'evaluation/fer2013-head.json': '146dca9ab0a1a28c227cb4e164dc201877f97ddd4fe8bba3f87cd09df49d03e3',
      },
    },
  },
];

/** The run whose export ships. */
export const SHIPPED = 'smooth-2';

/** What all of it is trained on: FER2013's Training with FER+'s votes, less what `npm run data` counts as left out (dataset/fingerprint.ts). */
export const DATA = { pictures: 28_201, fingerprint: 'cc71f95e9a931e78' } as const;

/**
 * The steps that are needed to have a run, in their order.
 * @param isThere what is there already, and so needs nothing before it
 * @throws RangeError for a run that the chain does not have
 */
export function stepsTo(run: string, isThere: (step: Step) => boolean, chain = CHAIN): Step[] {
  const needed = new Set<string>();
  const need = (name: string): void => {
    const step = chain.find((one) => one.run === name);
    if (!step) throw new RangeError(`${name} is no step of the chain.`);
    if (needed.has(name)) return;
    needed.add(name);
    if (!isThere(step)) step.teachers.forEach(need);
  };
  need(run);
  return chain.filter((step) => needed.has(step.run));
}

/**
 * A step's teachers with the SHA-256 of their weights as they were exported, which runs begun before 2026-11-27 do not say
 * themselves; undefined where it has none, or history lacks one of them.
 */
export function teachersInHistory({ teachers }: Step, chain = CHAIN): Readonly<Record<string, string>> | undefined {
  const hashes = teachers.flatMap((name) => {
    const kept = chain.find(({ run }) => run === name)?.kept;
    return kept ? [[name, kept.files['emotion/weights.bin']] as const] : [];
  });
  return hashes.length > 0 && hashes.length === teachers.length ? Object.fromEntries(hashes) : undefined;
}

/** What `train` is told, part by part, for a run that has so many epochs behind it. */
export function trainings({ run, recipe, seed, parts }: Step, epochsDone: number): string[][] {
  const all = parts.at(-1)!.until;
  return parts.flatMap(({ until, precision }, i) => {
    if (until <= epochsDone) return [];
    const isBegun = i > 0 || epochsDone > 0;
    const begin = isBegun ? ['--resume'] : ['--recipe', recipe, '--seed', String(seed)];
    const end = until < all ? ['--stop-after', String(until)] : [];
    return [['train', '--run', run, ...begin, '--precision', precision, ...end]];
  });
}
