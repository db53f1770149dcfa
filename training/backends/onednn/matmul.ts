/** BatchMatMul of plain matrices (dense layers and their gradients); real batches go to the stock kernel. */
import type * as tf from '@tensorflow/tfjs-core';
import type { KernelInputs } from '../../operations/kernel-inputs';
import { override, stock } from './backend';
import { oneDnn } from './library';
import { ARG, describeStrided, operation, Primitive, perShape } from './primitive';

const product = perShape((m: number, k: number, n: number, transposeA: boolean, transposeB: boolean) => {
  const a = describeStrided([m, k], transposeA ? [1, m] : [k, 1]);
  const b = describeStrided([k, n], transposeB ? [1, k] : [n, 1]);
  const c = describeStrided([m, n], [n, 1]);
  const op = operation('matmul', (desc) => oneDnn().matmul(desc, a, b, null, c));
  return new Primitive(op, [
    [ARG.src, a],
    [ARG.weights, b],
    [ARG.dst, c],
  ]);
});

/** Products of single matrices, transposed or not; batches of them stay tfjs' own. */
export function registerMatmul(): void {
  const stockProduct = stock<KernelInputs<'a' | 'b'>, tf.BatchMatMulAttrs>('BatchMatMul');
  override<KernelInputs<'a' | 'b'>, tf.BatchMatMulAttrs>('BatchMatMul', (inputs, attrs, backend) => {
    const { a, b } = inputs;
    const { transposeA, transposeB } = attrs;
    const single = [a, b].every(({ shape }) => shape.slice(0, -2).every((n) => n === 1));
    if (!single || a.shape.length !== b.shape.length) return stockProduct(inputs, attrs, backend);
    const size = ({ shape }: tf.TensorInfo, fromEnd: 1 | 2) => shape.at(-fromEnd)!;
    const [m, k] = transposeA ? [size(a, 1), size(a, 2)] : [size(a, 2), size(a, 1)];
    const n = transposeB ? size(b, 2) : size(b, 1);
    const c = backend.allocate(m * n);
    product(m, k, n, transposeA, transposeB).run(backend.values(a), backend.values(b), c);
    return backend.output([...a.shape.slice(0, -2), m, n], c);
  });
}
