/**
 * The C functions of oneDNN 2.6 that the back end calls, bound once through koffi.
 * Reference: https://oneapi-src.github.io/oneDNN/v2.6/ (Debian's `libdnnl2`).
 */
import { availableParallelism } from 'node:os';
import koffi from 'koffi';
import { messageOf } from '../../../src/error-message';

/** A C pointer, or memory that C reads and writes. */
export type Pointer = bigint | object | null;

type Status = number;
type Out = [Pointer];

/** oneDNN keeps binary compatibility only within a minor version: struct sizes and enum values below belong to 2.6. */
const WANTED = { major: 2, minor: 6 } as const;
const LIBRARY = process.env.FACET_ONEDNN ?? 'libdnnl.so.2';
const INSTALL =
  `On Debian 12, "apt-get install libdnnl2" brings oneDNN ${WANTED.major}.${WANTED.minor}; elsewhere, name its file in ` +
  'the environment variable FACET_ONEDNN';

/** oneDNN is not installed, or cannot be loaded: its message says what to do. */
export class OneDnnUnavailable extends Error {
  override readonly name = 'OneDnnUnavailable';
}

/** oneDNN's dnnl_version_t. */
const VERSION = koffi.struct({
  major: 'int',
  minor: 'int',
  patch: 'int',
  hash: 'const char *',
  cpu_runtime: 'unsigned int',
  gpu_runtime: 'unsigned int',
});

/** @throws OneDnnUnavailable with the loader's own reason and what to do */
function tried<T>(problem: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new OneDnnUnavailable(
      `oneDNN: ${problem} (${messageOf(error)}). ${INSTALL}. Or use --backend tensorflow or --backend cpu.`,
    );
  }
}

function load() {
  if (process.platform !== 'linux') {
    throw new OneDnnUnavailable('The oneDNN back end needs Linux. Use --backend tensorflow or --backend cpu.');
  }
  // libgomp reads these once, when it is mapped.
  process.env.OMP_NUM_THREADS ??= String(availableParallelism());
  // Waiting threads sleep instead of spinning: as fast on a quiet machine, 1.5 times as fast on a busy one.
  process.env.OMP_WAIT_POLICY ??= 'passive';

  // Without NODELETE, Node unmaps OpenMP at exit while its threads still run, and crashes (15 of 15 runs; with it, 0).
  const RTLD_NOW = 2;
  const RTLD_NODELETE = 0x1000;
  const c = tried('the C library libc.so.6 cannot be used', () => koffi.load('libc.so.6'));
  const dlopen = c.func('void *dlopen(const char *name, int flags)');
  dlopen('libgomp.so.1', RTLD_NOW | RTLD_NODELETE);
  dlopen(LIBRARY, RTLD_NOW | RTLD_NODELETE);

  const library = tried(`${LIBRARY} cannot be loaded`, () => koffi.load(LIBRARY));
  const bind = <F>(signature: string): F =>
    tried(`${LIBRARY} was found, but it is not oneDNN ${WANTED.major}`, () => library.func(signature) as F);

  const version = koffi.decode(bind<() => Pointer>('void *dnnl_version()')(), VERSION) as {
    major: number;
    minor: number;
    patch: number;
  };
  if (version.major !== WANTED.major || version.minor !== WANTED.minor) {
    throw new OneDnnUnavailable(
      `${LIBRARY} is oneDNN ${version.major}.${version.minor}.${version.patch}, but this back end is written for ` +
        `${WANTED.major}.${WANTED.minor}. ${INSTALL}. Or use --backend tensorflow or --backend cpu.`,
    );
  }

  return {
    version: `${version.major}.${version.minor}.${version.patch}`,
    threads: Number(process.env.OMP_NUM_THREADS),

    engineCreate: bind<(out: Out, kind: number, index: number) => Status>(
      'int dnnl_engine_create(_Out_ void **engine, int kind, size_t index)',
    ),
    streamCreate: bind<(out: Out, engine: Pointer, flags: number) => Status>(
      'int dnnl_stream_create(_Out_ void **stream, void *engine, unsigned int flags)',
    ),
    memoryDescByTag: bind<(md: Buffer, n: number, dims: BigInt64Array, type: number, tag: number) => Status>(
      'int dnnl_memory_desc_init_by_tag(void *md, int n, const int64_t *dims, int type, int tag)',
    ),
    memoryDescByStrides: bind<
      (md: Buffer, n: number, dims: BigInt64Array, type: number, strides: BigInt64Array) => Status
    >('int dnnl_memory_desc_init_by_strides(void *md, int n, const int64_t *dims, int type, const int64_t *strides)'),
    memoryDescEqual: bind<(a: Pointer, b: Pointer) => number>(
      'int dnnl_memory_desc_equal(const void *a, const void *b)',
    ),
    memoryDescSize: bind<(md: Pointer) => number | bigint>('size_t dnnl_memory_desc_get_size(const void *md)'),
    memoryCreate: bind<(out: Out, md: Pointer, engine: Pointer, data: Pointer) => Status>(
      'int dnnl_memory_create(_Out_ void **memory, void *md, void *engine, void *data)',
    ),
    memorySetData: bind<(memory: Pointer, data: Pointer) => Status>(
      'int dnnl_memory_set_data_handle(void *memory, void *data)',
    ),
    primitiveDescCreate: bind<(out: Out, op: Pointer, attributes: Pointer, engine: Pointer, hint: Pointer) => Status>(
      'int dnnl_primitive_desc_create(_Out_ void **pd, void *op, void *attributes, void *engine, void *hint)',
    ),
    primitiveDescMemory: bind<(pd: Pointer, what: number, index: number) => Pointer>(
      'void *dnnl_primitive_desc_query_md(void *pd, int what, int index)',
    ),
    primitiveCreate: bind<(out: Out, pd: Pointer) => Status>(
      'int dnnl_primitive_create(_Out_ void **primitive, void *pd)',
    ),
    primitiveExecute: bind<(primitive: Pointer, stream: Pointer, n: number, args: Buffer) => Status>(
      'int dnnl_primitive_execute(void *primitive, void *stream, int n, void *args)',
    ),
    attributesCreate: bind<(out: Out) => Status>('int dnnl_primitive_attr_create(_Out_ void **attributes)'),
    attributesSetPostOps: bind<(attributes: Pointer, ops: Pointer) => Status>(
      'int dnnl_primitive_attr_set_post_ops(void *attributes, void *ops)',
    ),
    postOpsCreate: bind<(out: Out) => Status>('int dnnl_post_ops_create(_Out_ void **ops)'),
    postOpsAppendEltwise: bind<(ops: Pointer, scale: number, kind: number, alpha: number, beta: number) => Status>(
      'int dnnl_post_ops_append_eltwise(void *ops, float scale, int kind, float alpha, float beta)',
    ),
    reorder: bind<(out: Out, from: Pointer, e1: Pointer, to: Pointer, e2: Pointer, attributes: Pointer) => Status>(
      'int dnnl_reorder_primitive_desc_create(_Out_ void **pd, void *from, void *e1, void *to, void *e2, void *attributes)',
    ),
    convolutionForward: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_convolution_forward_desc_init(void *op, int prop, int algorithm, void *src, void *weights, void *bias, void *dst, void *strides, void *before, void *after)',
    ),
    convolutionBackwardData: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_convolution_backward_data_desc_init(void *op, int algorithm, void *src, void *weights, void *dst, void *strides, void *before, void *after)',
    ),
    convolutionBackwardWeights: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_convolution_backward_weights_desc_init(void *op, int algorithm, void *src, void *weights, void *bias, void *dst, void *strides, void *before, void *after)',
    ),
    poolingForward: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_pooling_forward_desc_init(void *op, int prop, int algorithm, void *src, void *dst, void *strides, void *kernel, void *before, void *after)',
    ),
    poolingBackward: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_pooling_backward_desc_init(void *op, int algorithm, void *src, void *dst, void *strides, void *kernel, void *before, void *after)',
    ),
    batchNormForward: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_batch_normalization_forward_desc_init(void *op, int prop, void *data, float epsilon, unsigned int flags)',
    ),
    batchNormBackward: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_batch_normalization_backward_desc_init(void *op, int prop, void *diff, void *data, float epsilon, unsigned int flags)',
    ),
    binary: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_binary_desc_init(void *op, int algorithm, void *a, void *b, void *dst)',
    ),
    matmul: bind<(...args: (Pointer | number)[]) => Status>(
      'int dnnl_matmul_desc_init(void *op, void *src, void *weights, void *bias, void *dst)',
    ),
  };
}

/** oneDNN's functions, as they are called here. */
export type OneDnn = ReturnType<typeof load>;

let loaded: OneDnn | undefined;

/**
 * Loads oneDNN on the first call.
 * @throws OneDnnUnavailable when the library is missing, of another version, or the system is not Linux.
 */
export function oneDnn(): OneDnn {
  loaded ??= load();
  return loaded;
}

/** @throws Error naming the call when oneDNN reports anything but success. */
export function check(status: Status, call: string): void {
  if (status === 0) return;
  const reason = ['success', 'out of memory', 'invalid arguments', 'unimplemented'][status] ?? `status ${status}`;
  throw new Error(`oneDNN: ${call} failed: ${reason}`);
}

/** Calls a constructor that hands its result back through its first parameter. */
export function created<A extends unknown[]>(
  create: (out: Out, ...args: A) => Status,
  call: string,
  ...args: A
): Pointer {
  const out: Out = [null];
  check(create(out, ...args), call);
  return out[0];
}
