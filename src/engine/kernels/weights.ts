import type { WeightSpec } from '../model-files';
import { NoKernel } from './kernels';

const BYTES = { float32: 4, int32: 4, bool: 1, float16: 2, uint16: 2, uint8: 1 } as const;

const numbersOf = ({ shape }: WeightSpec) => shape.reduce((product, side) => product * side, 1);

/**
 * A model's weights by name and shape, as tfjs stores them: floats, halves, or bytes of a scale.
 *
 * @returns what gives those of a name. @throws NoKernel where there are none of that name and shape, or they are damaged.
 */
export function weightsOf(specs: readonly WeightSpec[], data: ArrayBuffer) {
  const places = new Map<string, { spec: WeightSpec; at: number }>();
  let at = 0;
  for (const spec of specs) {
    places.set(spec.name, { spec, at });
    at += numbersOf(spec) * BYTES[spec.quantization?.dtype ?? spec.dtype];
  }
  if (at !== data.byteLength) throw new NoKernel('There are more or fewer weights than model.json tells of.');

  return (name: string, shape: readonly number[]): Float32Array => {
    const place = places.get(name);
    if (place?.spec.dtype !== 'float32' || String(place.spec.shape) !== String(shape))
      throw new NoKernel(`There are no weights ${name} of the shape ${shape}.`);
    return decoded(place.spec, data, place.at);
  };
}

function decoded(spec: WeightSpec, data: ArrayBuffer, at: number): Float32Array {
  const numbers = numbersOf(spec);
  const { dtype = 'float32', scale, min } = spec.quantization ?? {};
  // They need not begin where such numbers may.
  const bytes = data.slice(at, at + numbers * BYTES[dtype]);
  if (dtype === 'float32') return new Float32Array(bytes);
  if (dtype === 'float16') return new Float32Array(new Float16Array(bytes));
  if (scale === undefined || min === undefined) throw new NoKernel('Bytes without a scale.');
  const stored = dtype === 'uint8' ? new Uint8Array(bytes) : new Uint16Array(bytes);
  const values = new Float32Array(numbers);
  for (let i = 0; i < numbers; i++) values[i] = stored[i]! * scale + min;
  return values;
}
