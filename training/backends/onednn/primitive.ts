/** Memory descriptors and primitives: what every kernel family builds its oneDNN operations from. */
import koffi from 'koffi';
import { check, created, oneDnn, type Pointer } from './library';

// Enum values of dnnl_types.h, version 2.6.
/** dnnl_format_tag_t: how a tensor lies in memory; `any` leaves it to the operation. */
export const TAG = { any: 1, x: 2, nhwc: 20, hwio: 30 } as const;
/** dnnl_prop_kind_t: which pass an operation is for. */
export const PROP = { forwardTraining: 64, forwardInference: 96, backward: 128 } as const;
/** dnnl_alg_kind_t. */
export const ALGORITHM = {
  convolutionDirect: 1,
  eltwiseRelu: 31,
  poolingMax: 511,
  /** Of the values that there are: padding does not count. */
  poolingAverage: 1023,
  binaryAdd: 131056,
} as const;
/** DNNL_ARG_…: which part of an operation a piece of memory is. */
export const ARG = {
  src: 1,
  src1: 2,
  dst: 17,
  weights: 33,
  bias: 41,
  mean: 49,
  variance: 50,
  scale: 51,
  shift: 52,
  workspace: 64,
  diffSrc: 129,
  diffDst: 145,
  diffWeights: 161,
  diffScale: 255,
  diffShift: 256,
} as const;
const QUERY = { weights: 131, diffWeights: 132, workspace: 135 } as const;
/** Element types. */
export const TYPE = { bfloat16: 2, float32: 3 } as const;
const MEMORY_DESC_BYTES = 696;
/** Larger than any operation descriptor of 2.6 (the largest, convolution, has 5,976 bytes). */
const OPERATION_DESC_BYTES = 8192;

/** Float32 or raw workspace memory handed to a primitive. */
export type Data = Float32Array | Uint8Array;

/** The engine (CPU) and its one in-order stream, made on first use. */
let context: { engine: Pointer; stream: Pointer } | undefined;
function cpu() {
  if (!context) {
    const engine = created(oneDnn().engineCreate, 'engine_create', 1, 0);
    context = { engine, stream: created(oneDnn().streamCreate, 'stream_create', engine, 1) };
  }
  return context;
}

/** As oneDNN takes sizes and strides. */
export const int64 = (values: readonly number[]) => BigInt64Array.from(values, BigInt);

/** Describes a tensor of logical shape `dims` in the layout of `tag`. */
export function describe(dims: readonly number[], tag: number, type: number = TYPE.float32): Buffer {
  const md = Buffer.alloc(MEMORY_DESC_BYTES);
  check(oneDnn().memoryDescByTag(md, dims.length, int64(dims), type, tag), `memory_desc [${dims}]`);
  return md;
}

/** Describes a tensor of float32 whose values lie so many elements apart in each dimension. */
export function describeStrided(dims: readonly number[], strides: readonly number[]): Buffer {
  const md = Buffer.alloc(MEMORY_DESC_BYTES);
  check(
    oneDnn().memoryDescByStrides(md, dims.length, int64(dims), TYPE.float32, int64(strides)),
    `memory_desc [${dims}]`,
  );
  return md;
}

/** Bytes that a tensor of this description takes. */
export const bytesOf = (md: Pointer) => Number(oneDnn().memoryDescSize(md));

/** Lets `init` fill an operation descriptor, then asks oneDNN for its best implementation. */
export function operation(
  call: string,
  init: (op: Buffer) => number,
  { hint = null, relu = false }: { hint?: Pointer; relu?: boolean } = {},
): Pointer {
  const op = Buffer.alloc(OPERATION_DESC_BYTES);
  check(init(op), call);
  return created(oneDnn().primitiveDescCreate, call, op, relu ? reluAfterwards() : null, cpu().engine, hint);
}

function reluAfterwards(): Pointer {
  const ops = created(oneDnn().postOpsCreate, 'post_ops_create');
  check(oneDnn().postOpsAppendEltwise(ops, 1, ALGORITHM.eltwiseRelu, 0, 0), 'post_ops_append_eltwise');
  const attributes = created(oneDnn().attributesCreate, 'attr_create');
  check(oneDnn().attributesSetPostOps(attributes, ops), 'attr_set_post_ops');
  return attributes;
}

/** The layout that an implementation chose for one of its arguments. */
export function layout(operation: Pointer, what: keyof typeof QUERY): Pointer {
  return oneDnn().primitiveDescMemory(operation, QUERY[what], 0);
}

/** One executable operation; its memory objects are made once and pointed at the data of each run. */
export class Primitive {
  private readonly primitive: Pointer;
  private readonly memories: Pointer[];
  /** dnnl_exec_arg_t[]: { int argument; dnnl_memory_t memory }, 16 bytes each. */
  private readonly args: Buffer;

  constructor(operation: Pointer, args: readonly (readonly [argument: number, md: Pointer])[]) {
    this.primitive = created(oneDnn().primitiveCreate, 'primitive_create', operation);
    this.memories = args.map(([, md]) => created(oneDnn().memoryCreate, 'memory_create', md, cpu().engine, null));
    this.args = Buffer.alloc(16 * args.length);
    args.forEach(([argument], i) => {
      this.args.writeInt32LE(argument, 16 * i);
      this.args.writeBigUInt64LE(koffi.address(this.memories[i]), 16 * i + 8);
    });
  }

  /** Runs to completion; `data` in the order of the constructor's arguments. */
  run(...data: readonly Data[]): void {
    const { memorySetData, primitiveExecute } = oneDnn();
    this.memories.forEach((memory, i) => {
      const array = data[i]!;
      // Tiny typed arrays live on the garbage collector's heap and may move; asking for `buffer` moves them off it.
      void array.buffer;
      check(memorySetData(memory, array), 'memory_set_data_handle');
    });
    check(primitiveExecute(this.primitive, cpu().stream, this.memories.length, this.args), 'primitive_execute');
  }
}

/** Copies between two layouts of the same tensor; undefined where they are the same. */
export function reorder(from: Pointer, to: Pointer): Primitive | undefined {
  if (oneDnn().memoryDescEqual(from, to)) return undefined;
  const { engine } = cpu();
  const pd = created(oneDnn().reorder, 'reorder', from, engine, to, engine, null);
  return new Primitive(pd, [
    [ARG.src, from],
    [ARG.dst, to],
  ]);
}

/** Remembers what `make` built for a shape: operations are slow to build (they compile code) and shapes are few. */
export function perShape<K extends readonly unknown[], V>(make: (...key: K) => V): (...key: K) => V {
  const built = new Map<string, V>();
  return (...key) => {
    const name = key.join();
    let value = built.get(name);
    if (value === undefined) {
      value = make(...key);
      built.set(name, value);
    }
    return value;
  };
}
