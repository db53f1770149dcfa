import * as v from 'valibot';
import { BadFile } from './integrity';
import { broken } from './model-metadata';

/** One tensor of a model's weights, as they lie one after the other. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly quantization?: {
    readonly dtype: 'uint8' | 'uint16' | 'float16';
    readonly scale?: number;
    readonly min?: number;
  };
}

/** What the files of a tfjs layers-model hold. */
export interface ModelFiles {
  readonly modelTopology: object;
  readonly weightSpecs: WeightSpec[];
  readonly weightData: ArrayBuffer;
  readonly userDefinedMetadata?: object;
}

const MODEL_JSON = v.object({
  modelTopology: v.looseObject({}),
  weightsManifest: v.array(v.object({ paths: v.array(v.string()), weights: v.array(v.unknown()) })),
  userDefinedMetadata: v.optional(v.looseObject({})),
});

/**
 * @param url of its model.json; the files that it names lie beside it.
 * @param read a file's bytes.
 * @throws BrokenModel where one is missing or no such file; BadFile.
 */
export async function modelFiles(url: string, read: (url: string) => Promise<ArrayBuffer>): Promise<ModelFiles> {
  const bytes = (path: string) =>
    read(url.replace(/[^/]*$/, path)).catch((error: unknown) => {
      throw error instanceof BadFile ? error : damaged(error);
    });
  const json = new TextDecoder().decode(await bytes(url.slice(url.lastIndexOf('/') + 1)));
  const { success, output, issues } = v.safeParse(MODEL_JSON, parsed(json));
  if (!success) throw damaged(issues);
  const paths = output.weightsManifest.flatMap((group) => group.paths);
  const parts = await Promise.all(paths.map(bytes));
  return {
    modelTopology: output.modelTopology,
    // Whoever runs it looks at each.
    weightSpecs: output.weightsManifest.flatMap((group) => group.weights) as WeightSpec[],
    weightData: parts.length === 1 ? parts[0]! : await new Blob(parts).arrayBuffer(),
    ...(output.userDefinedMetadata && { userDefinedMetadata: output.userDefinedMetadata }),
  };
}

const damaged = (cause: unknown) => broken({ code: 'model_damaged' }, { cause });

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
