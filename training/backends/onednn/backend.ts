/**
 * tfjs back end "onednn": the stock cpu back end with its hot kernels run by oneDNN, and a pool of aligned buffers.
 * Everything that is not overridden (losses, small tensors) runs as in the cpu back end.
 */
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import koffi from 'koffi';
import type { PreciseBackend, Precision } from '../../operations/precision';

type DataId = object;

/** Below this many values a buffer is cheaper to allocate than to keep. */
const POOLED_FROM = 4096;
const CACHE_LINE = 64;

/**
 * tfjs' processor back end with oneDNN under its dear kernels. Values live in memory that is used again, as a step
 * asks for the same sizes each time.
 */
export class OneDnnBackend extends MathBackendCPU implements PreciseBackend {
  precision: Precision = 'float32';
  private readonly free = new Map<number, Float32Array[]>();
  private readonly pooled = new WeakSet<object>();

  constructor() {
    super();
    // The stock back end advises at its first write to install tfjs-node, which this back end stands in for.
    const isNode = tf.env().get('IS_NODE');
    tf.env().set('IS_NODE', false);
    this.disposeData(this.write(new Float32Array(1), [1], 'float32'));
    tf.env().set('IS_NODE', isNode);
  }

  /** Values of a tensor as they lie in memory: read or write them only within a kernel. */
  values({ dataId }: { dataId: DataId }): Float32Array {
    return this.data.get(dataId).values as Float32Array;
  }

  /** A buffer with undefined contents, to be handed to {@link output}. */
  allocate(size: number): Float32Array {
    if (size < POOLED_FROM) return new Float32Array(size);
    const reusable = this.free.get(size)?.pop();
    if (reusable) return reusable;
    const buffer = new ArrayBuffer(size * 4 + CACHE_LINE);
    const misaligned = Number(koffi.address(new Uint8Array(buffer)) % BigInt(CACHE_LINE));
    const array = new Float32Array(buffer, (CACHE_LINE - misaligned) % CACHE_LINE, size);
    this.pooled.add(array);
    return array;
  }

  /** Gives back a buffer that never became a tensor. */
  release(array: Float32Array): void {
    if (!this.pooled.has(array)) return;
    const same = this.free.get(array.length);
    if (same) same.push(array);
    else this.free.set(array.length, [array]);
  }

  output(shape: readonly number[], values: Float32Array): tf.TensorInfo {
    return this.makeTensorInfo([...shape], 'float32', values);
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const values = this.data.has(dataId) ? this.data.get(dataId).values : undefined;
    const gone = super.disposeData(dataId, force);
    if (gone && values instanceof Float32Array) this.release(values);
    return gone;
  }

  /** What leaves the back end is a copy: the buffer itself will be written again. */
  override readSync(dataId: DataId): tf.backend_util.BackendValues {
    const values = super.readSync(dataId);
    return values instanceof Float32Array && this.pooled.has(values) ? values.slice() : values;
  }
}

/** A kernel as tfjs calls it, on this back end, with what it reads and is told. @throws Error where oneDNN refuses it */
export type Kernel<Inputs extends tf.NamedTensorInfoMap, Attrs extends object> = (
  inputs: Inputs,
  attrs: Attrs,
  backend: OneDnnBackend,
) => tf.TensorInfo | tf.TensorInfo[];

/** Its name among tfjs' back ends. */
export const BACKEND = 'onednn';

/**
 * Registers a kernel of this back end, in place of the stock one if there is one. tfjs calls a kernel by its name alone:
 * that it hands over `Inputs` and `Attrs` is what the operation of that name promises.
 */
export function override<Inputs extends tf.NamedTensorInfoMap, Attrs extends object = object>(
  kernelName: string,
  kernel: Kernel<Inputs, Attrs>,
): void {
  if (tf.getKernel(kernelName, BACKEND)) tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({
    kernelName,
    backendName: BACKEND,
    kernelFunc({ inputs, attrs = {}, backend }) {
      const told: object = attrs;
      return kernel(inputs as Inputs, told as Attrs, backend as OneDnnBackend);
    },
  });
}

/** The stock kernel, for shapes that the native one does not serve. */
export function stock<Inputs extends tf.NamedTensorInfoMap, Attrs extends object = object>(
  kernelName: string,
): Kernel<Inputs, Attrs> {
  const { kernelFunc } = tf.getKernel(kernelName, 'cpu');
  return (inputs, attrs, backend) => kernelFunc({ inputs, attrs: attrs as Attrs & tf.NamedAttrMap, backend });
}
