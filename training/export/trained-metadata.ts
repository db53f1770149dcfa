/** What a trained model says of itself, and whether a file says it. */
import { z } from 'zod/v4';
import { MODEL_FORMAT, MODEL_FORMAT_VERSION, type ModelMetadata } from '../../src/engine/model-metadata';
import type { Architecture } from '../network/model';
import { ARCHITECTURE } from '../recipes/read-recipe';

/** How a data set of one's own was read; with the seed, which pictures are measured follows from it. */
export interface OwnPictures {
  /** Share that trains, 0 to 1. */
  readonly split: number;
  /** Faces were found in whole pictures. */
  readonly detect?: true;
}

/** model.json's `userDefinedMetadata`: what the engine reads, and how the model came to be, for the model card. */
export interface TrainedModelMetadata extends Omit<ModelMetadata, 'classes'> {
  /** The network's input is (grey − mean) / scale, [n, side, side, channels]. */
  readonly input: { readonly side: number; readonly channels: 1; readonly mean: number; readonly scale: number };
  /** Folded into the last layer of networks exported until 2026-11-26; later ones have none. */
  readonly temperature?: number;
  /** Colours of classes, "#rrggbb", where Facet's own are not wanted or there are none. */
  readonly colors?: Readonly<Record<string, string>>;
  /** What classes are called in badges, by class and language. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly network: {
    /** Missing in models exported before 2026-11-27: the recipe of that name has it. */
    readonly architecture?: Architecture;
    readonly recipe: string;
    readonly parameters: number;
    readonly megaflops: number;
  };
  readonly trained: {
    readonly command: string;
    readonly commit: string;
    readonly seed: number;
    readonly epochs: number;
    readonly data: string;
    /** Of a data set of one's own: how it was taken apart, so that no picture that trained is measured. */
    readonly own?: OwnPictures;
    /**
     * Runs that taught it or that it began from, each with a SHA-256: of its checkpoint then or, where it was an exported
     * network, of its weights. Missing before 2026-11-27.
     */
    readonly teachers?: Readonly<Record<string, string>>;
  };
  /** Shares, 0 to 1, on PublicTest. */
  readonly measured: Readonly<Record<string, number>>;
}

const numberOf = z.record(z.string(), z.number());
const wordOf = z.record(z.string(), z.string());

/** What else a file says (of a later version, say) is no fault, and is kept. */
const SCHEMA = z.looseObject({
  format: z.literal(MODEL_FORMAT),
  formatVersion: z.literal(MODEL_FORMAT_VERSION),
  version: z.string().min(1),
  labels: z.array(z.string()).min(2),
  input: z.looseObject({ side: z.number(), channels: z.literal(1), mean: z.number(), scale: z.number() }),
  crop: z.looseObject({ eyeCentre: z.tuple([z.number(), z.number()]), eyeDistance: z.number() }),
  temperature: z.number().positive().optional(),
  colors: wordOf.optional(),
  words: z.record(z.string(), wordOf).optional(),
  network: z.looseObject({
    architecture: ARCHITECTURE.optional(),
    recipe: z.string(),
    parameters: z.number(),
    megaflops: z.number(),
  }),
  trained: z.looseObject({
    command: z.string(),
    commit: z.string(),
    seed: z.number(),
    epochs: z.number(),
    data: z.string(),
    own: z.looseObject({ split: z.number(), detect: z.literal(true).optional() }).optional(),
    teachers: wordOf.optional(),
  }),
  measured: numberOf,
});

/**
 * @param given a model.json's `userDefinedMetadata`
 * @param file for the message
 * @throws Error naming every part that is missing or of another kind
 */
export function parseTrainedMetadata(given: unknown, file: string): TrainedModelMetadata {
  const { success, data, error } = SCHEMA.safeParse(given);
  if (success) return data as TrainedModelMetadata;
  const problems = error.issues.map(({ path, message }) => `  ${path.join('.') || 'userDefinedMetadata'}: ${message}`);
  throw new Error(`${file} does not say what "npm run export" writes of a model:\n${problems.join('\n')}`);
}
