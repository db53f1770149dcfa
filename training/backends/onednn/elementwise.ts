/** Add of equal shapes (residual connections and the sum of two gradients); other shapes go to the stock kernel. */
import type { KernelInputs } from '../../operations/kernel-inputs';
import { override, stock } from './backend';
import { oneDnn } from './library';
import { ALGORITHM, ARG, describe, operation, Primitive, perShape, TAG } from './primitive';

/** Below this many values calling out costs more than it saves. */
const NATIVE_FROM = 65_536;

const addition = perShape((size: number) => {
  const md = describe([size], TAG.x);
  const op = operation('binary_add', (desc) => oneDnn().binary(desc, ALGORITHM.binaryAdd, md, md, md));
  return new Primitive(op, [
    [ARG.src, md],
    [ARG.src1, md],
    [ARG.dst, md],
  ]);
});

/** Sums of large tensors of one shape (others stay tfjs' own), and slices with buffers of their own. */
export function registerElementwise(): void {
  const stockAdd = stock<KernelInputs<'a' | 'b'>>('Add');
  override<KernelInputs<'a' | 'b'>>('Add', (inputs, attrs, backend) => {
    const { a, b } = inputs;
    const sameShape = a.shape.length === b.shape.length && a.shape.every((n, i) => n === b.shape[i]);
    const size = backend.values(a).length;
    if (!sameShape || size < NATIVE_FROM || a.dtype !== 'float32' || b.dtype !== 'float32')
      return stockAdd(inputs, attrs, backend);
    const sum = backend.allocate(size);
    addition(size).run(backend.values(a), backend.values(b), sum);
    return backend.output(a.shape, sum);
  });

  // The stock kernel returns a view of its input, whose buffer the pool may hand out again.
  const stockSlice = stock('Slice');
  override('Slice', (inputs, attrs, backend) => {
    const views = stockSlice(inputs, attrs, backend);
    for (const { dataId } of [views].flat()) {
      const entry = backend.data.get(dataId);
      if (entry.values instanceof Float32Array) entry.values = entry.values.slice();
    }
    return views;
  });
}
