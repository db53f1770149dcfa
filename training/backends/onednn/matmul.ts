/** BatchMatMul of plain matrices (dense layers and their gradients); real batches go to the stock kernel. */
import type * as tf from '@tensorflow/tfjs-core';
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
  const stockProduct = stock('BatchMatMul');
  override('BatchMatMul', (inputs, attrs, backend) => {
    const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA, transposeB } = attrs as unknown as tf.BatchMatMulAttrs;
    const single = [a, b].every(({ shape }) => shape.slice(0, -2).every((n) => n === 1));
    if (!single || a.shape.length !== b.shape.length) return stockProduct(inputs, attrs, backend);
    const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
    const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
    const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
    const n = transposeB ? bRows : bColumns;
    const c = backend.allocate(m * n);
    product(m, k, n, transposeA, transposeB).run(backend.values(a), backend.values(b), c);
    return backend.output([...a.shape.slice(0, -2), m, n], c);
  });
}
