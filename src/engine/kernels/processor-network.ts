import type { ExpressionNetwork } from '../expression-network';
import { BufferPool, type PooledBuffer } from './buffer-pool';
import { type Arena, instantiate, type Kernels, leastOf, NoKernel, unlessNoKernel } from './kernels';
import type { Layer, Layers } from './layers';
import { partsOf } from './parts';
import { filterSize, tileFor } from './winograd';

/** A tensor: of each picture side × side × channels numbers. */
interface Place {
  readonly buffer: PooledBuffer;
  readonly side: number;
  readonly channels: number;
  /** Bytes from one face to the next; 0 where it holds only those that go through its part of the network together. */
  readonly stride: number;
}

/** Does its work for so many faces, from one of the run's on. */
type Step = (first: number, faces: number) => void;

/** Part of the network that is planned. */
interface PlannedPart {
  /** That go through it together. */
  readonly faces: number;
  readonly steps: Step[];
  /** Tensors that others read; those outlast it, of all faces. */
  readonly outgoing: ReadonlySet<string>;
}

type Convolution = Extract<Layer, { kind: 'convolution' }>;
type Softmax = Extract<Layer, { kind: 'softmax' }>;

/**
 * The expression network on the processor, by kernels of our own (assembly/convolution.ts): what tfjs gives for the same network,
 * in a fraction of the time. All that it needs is laid out once, for as many faces as one run takes; a tensor's buffer is used
 * again once all have read it. Faces go through each part of the network in groups (parts.ts).
 */
export class ProcessorNetwork implements ExpressionNetwork {
  private readonly parts: PlannedPart[] = [];
  private readonly places = new Map<string, Place>();
  private readonly side: number;
  private readonly input: Place;
  private readonly pool: BufferPool;
  /** How many times each tensor is read. */
  private readonly readers = new Map<string, number>();
  /** A layer's filters, before they are transformed. */
  private readonly filters: number;
  /** What goes into products and comes out of them, whichever layer runs; the numbers that the largest needs. */
  private readonly tiles = { from: 0, to: 0, numbers: 0 };
  private readonly answer: { readonly from: Place; readonly softmax: Softmax };

  private constructor(
    private readonly kernels: Kernels,
    private readonly arena: Arena,
    { side, input, layers }: Layers,
    /** Faces that one run takes at most. */
    private readonly most: number,
  ) {
    this.side = side;
    for (const name of layers.flatMap(({ inputs }) => inputs)) this.readers.set(name, this.readersOf(name) + 1);
    this.pool = new BufferPool(arena);
    const filters = layers.map((layer) => (layer.kind === 'convolution' ? layer.filters.length : 0));
    this.filters = arena.reserve(Math.max(...filters));
    this.input = this.makeForAll(input, side, 1);
    for (const part of partsOf({ side, input, layers }, most)) {
      const others = layers.filter((layer) => !part.layers.includes(layer));
      const planned = { faces: part.faces, steps: [], outgoing: new Set(others.flatMap(({ inputs }) => inputs)) };
      this.parts.push(planned);
      this.planPart(part.layers, planned);
    }
    this.tiles.from = arena.reserve(this.tiles.numbers);
    this.tiles.to = arena.reserve(this.tiles.numbers);
    const [average, softmax] = layers.slice(-2) as [Layer, Softmax];
    this.answer = { from: this.place(average.inputs[0]!), softmax };
  }

  /**
   * @param code the compiled kernels.
   * @param most faces that one run takes.
   * @returns null where there is not as much memory as it takes. @throws where the browser does not run the kernels.
   */
  static async of(layers: Layers, code: WebAssembly.Module, most: number): Promise<ProcessorNetwork | null> {
    const { kernels, arena } = await instantiate(code);
    return unlessNoKernel(() => new ProcessorNetwork(kernels, arena, layers, most));
  }

  run(faces: readonly Float32Array[]): Float32Array {
    if (faces.length > this.most) throw new Error(`One run takes ${this.most} faces, not ${faces.length}.`);
    const area = this.side * this.side;
    const input = this.arena.view(this.input.buffer.at, faces.length * area);
    for (const [i, face] of faces.entries()) input.set(face, i * area);
    for (const part of this.parts) {
      for (let first = 0; first < faces.length; first += part.faces) {
        const together = Math.min(part.faces, faces.length - first);
        for (const step of part.steps) step(first, together);
      }
    }
    return this.probabilities(faces.length);
  }

  /** Its memory goes when nobody holds it any more. */
  dispose(): void {}

  private place(name: string): Place {
    const place = this.places.get(name);
    if (!place) throw new NoKernel(`The network's layer ${name} does not come before what needs it.`);
    return place;
  }

  private planPart(layers: readonly Layer[], part: PlannedPart): void {
    for (let i = 0; i < layers.length; i++) {
      const [layer, next] = [layers[i]!, layers[i + 1]];
      // What skips a convolution is added where its output is written.
      const isSkipped =
        layer.kind === 'convolution' &&
        // The first one, of the grey picture, has no such kernel.
        this.place(layer.inputs[0]!).channels > 1 &&
        next?.kind === 'add' &&
        next.inputs.includes(layer.name) &&
        this.readersOf(layer.name) === 1;
      const other = isSkipped ? next.inputs.find((name) => name !== layer.name) : undefined;
      if (other === undefined) {
        this.plan(layer, layer.name, null, part);
      } else {
        const skip = this.place(other);
        this.plan(layer, next!.name, skip, part);
        this.pool.release(skip.buffer);
        i++;
      }
      for (const name of layer.inputs) this.pool.release(this.place(name).buffer);
    }
  }

  /** Appends what a layer does, and a sum with `skip` where it has one. @param output name of what comes out. */
  private plan(layer: Layer, output: string, skip: Place | null, part: PlannedPart): void {
    const from = this.place(layer.inputs[0]!);
    const { side, channels } = from;
    const { kernels } = this;
    const { steps } = part;
    switch (layer.kind) {
      case 'convolution':
        if (channels === 1) this.planFirst(layer, output, from, part);
        else this.planWinograd(layer, output, from, skip, part);
        return;
      case 'maxPool': {
        const { size } = layer;
        const to = this.make(output, side - size + 1, channels, part);
        steps.push((first, faces) => kernels.maxPool(at(from, first), at(to, first), faces, side, channels, size));
        return;
      }
      case 'meanPool': {
        const { size, stride } = layer;
        const to = this.make(output, Math.ceil(side / stride), channels, part);
        steps.push((first, faces) =>
          kernels.meanPool(at(from, first), at(to, first), faces, side, channels, size, stride),
        );
        return;
      }
      case 'add': {
        const other = this.place(layer.inputs[1]!);
        const to = this.make(output, side, channels, part);
        const numbers = side * side * channels;
        steps.push((first, faces) => kernels.add(at(from, first), at(other, first), at(to, first), faces * numbers));
        return;
      }
      default:
        throw new NoKernel(`A network may not go on after its layer ${layer.name}.`);
    }
  }

  private planFirst(
    { filters, bias, channels, isRectified }: Convolution,
    output: string,
    from: Place,
    part: PlannedPart,
  ): void {
    const [weights, added] = [this.arena.keep(filters), this.arena.keep(bias)];
    const to = this.make(output, from.side, channels, part);
    const least = leastOf(isRectified);
    part.steps.push((first, faces) =>
      this.kernels.firstConvolution(at(from, first), weights, added, at(to, first), faces, from.side, channels, least),
    );
  }

  private planWinograd(layer: Convolution, output: string, from: Place, skip: Place | null, part: PlannedPart): void {
    const { kernels, arena, tiles } = this;
    const { side, channels: inputs } = from;
    const { channels, filters, isRectified } = layer;
    const tile = tileFor(side);
    const size = filterSize(inputs, channels, tile);
    const weights = arena.reserve(size);
    arena.view(this.filters, filters.length).set(filters);
    kernels.winogradFilters(this.filters, weights, inputs, channels, tile);
    const added = arena.keep(layer.bias);
    const to = this.make(output, side, channels, part);
    const points = (tile + 2) ** 2;
    const each = Math.ceil(side / tile) ** 2;
    tiles.numbers = Math.max(tiles.numbers, part.faces * points * each * Math.max(inputs, channels));
    const least = leastOf(isRectified);
    part.steps.push((first, faces) => {
      const skipped = skip ? at(skip, first) : 0;
      kernels.winogradInput(at(from, first), tiles.from, faces, side, inputs, tile);
      kernels.multiply(tiles.from, weights, tiles.to, points, faces * each, inputs, channels);
      kernels.winogradOutput(tiles.to, added, skipped, at(to, first), faces, side, channels, tile, least);
    });
  }

  private readersOf(name: string): number {
    return this.readers.get(name) ?? 0;
  }

  /** A buffer for a tensor until all have read it. */
  private make(name: string, side: number, channels: number, { faces, outgoing }: PlannedPart): Place {
    if (outgoing.has(name)) return this.makeForAll(name, side, channels);
    const buffer = this.pool.take(faces * side * side * channels, this.readersOf(name));
    const place = { buffer, side, channels, stride: 0 };
    this.places.set(name, place);
    return place;
  }

  /** A buffer for a tensor of all faces: never used for another, as those before it are made again for each group of faces. */
  private makeForAll(name: string, side: number, channels: number): Place {
    const numbers = side * side * channels;
    const at = this.arena.reserve(this.most * numbers);
    const buffer = { at, numbers: this.most * numbers, readers: Number.POSITIVE_INFINITY };
    const place = { buffer, side, channels, stride: Float32Array.BYTES_PER_ELEMENT * numbers };
    this.places.set(name, place);
    return place;
  }

  /** Mean over the picture, one dense layer, softmax. */
  private probabilities(batch: number): Float32Array {
    const { buffer, side } = this.answer.from;
    const { softmax } = this.answer;
    const { filters, bias, channels } = softmax;
    const features = filters.length / channels;
    const area = side * side;
    const maps = this.arena.view(buffer.at, batch * area * features);
    const answers = new Float32Array(batch * channels);
    const mean = new Float64Array(features);
    for (let face = 0, i = 0; face < batch; face++) {
      mean.fill(0);
      for (let pixel = 0; pixel < area; pixel++) {
        for (let feature = 0; feature < features; feature++, i++) mean[feature]! += maps[i]!;
      }
      const logits = Array.from(bias);
      for (let feature = 0, k = 0; feature < features; feature++) {
        for (let label = 0; label < channels; label++, k++) logits[label]! += (mean[feature]! / area) * filters[k]!;
      }
      const highest = Math.max(...logits);
      const powers = logits.map((logit) => Math.exp(logit - highest));
      const total = powers.reduce((sum, power) => sum + power, 0);
      answers.set(
        powers.map((power) => power / total),
        face * channels,
      );
    }
    return answers;
  }
}

/** Where a face of the run stands in a tensor. */
function at({ buffer, stride }: Place, face: number): number {
  return buffer.at + face * stride;
}
