import type { GraphDescription, GraphOperation } from '../graph';
import { BufferPool, type PooledBuffer } from './buffer-pool';
import { type Arena, instantiate, type Kernels, leastOf, NoKernel, PANEL, unlessNoKernel } from './kernels';

/** A tensor of one picture: side × side × channels numbers. */
interface Place {
  readonly buffer: PooledBuffer;
  readonly side: number;
  readonly channels: number;
  /** Channels as the network counts them: those that are not there are zeros, those that are more are zeros too. */
  readonly named: number;
}

/** An output: of each pixel of a tensor its channels, one tensor after the other. */
type Rows = readonly Place[];

/**
 * A described network (graph.ts) on the processor, by kernels of our own (assembly/separable.ts): what tfjs gives for the
 * same, one picture at a time. A sum and a rectifier run with the convolution before them.
 */
export class ProcessorGraph {
  private readonly steps: (() => void)[] = [];
  private readonly tensors = new Map<number, Place>();
  private readonly rows = new Map<number, Rows>();
  private readonly readers = new Map<number, GraphOperation[]>();
  private readonly planned = new Set<GraphOperation>();
  private readonly pool: BufferPool;
  private readonly input: Place;
  private readonly patches: number;

  private constructor(
    private readonly description: GraphDescription,
    private readonly weights: Float16Array | Float32Array,
    private readonly kernels: Kernels,
    private readonly arena: Arena,
  ) {
    const { operations, side, input, outputs } = description;
    for (const operation of operations)
      for (const number of operation.inputs) this.readers.set(number, [...this.readersOf(number), operation]);
    this.pool = new BufferPool(arena);
    // Kernels read whole vectors: the last one reaches beyond.
    this.input = { buffer: this.pool.take(3 * side * side + PANEL, this.usesOf(input)), side, channels: 3, named: 3 };
    this.tensors.set(input, this.input);
    const patches = operations.map(({ kind, filter }) => {
      const [height = 0, width = 0, channels = 0] = kind === 'conv' ? this.shapeOf(filter!) : [];
      return height * width * padded(channels);
    });
    this.patches = arena.reserve(side * Math.max(0, ...patches) + PANEL);
    for (const operation of operations) if (!this.planned.has(operation)) this.plan(operation);
    if (!outputs.every((output) => this.rows.has(output))) throw new NoKernel('An output has no rows.');
  }

  /** @returns null where there is no kernel for what the network does. @throws where the browser does not run the kernels. */
  static async of(
    description: GraphDescription,
    weights: Float16Array | Float32Array,
    code: WebAssembly.Module,
  ): Promise<ProcessorGraph | null> {
    const { kernels, arena } = await instantiate(code);
    return unlessNoKernel(() => new ProcessorGraph(description, weights, kernels, arena));
  }

  get side(): number {
    return this.description.side;
  }

  /** @param picture [side, side, 3]. @returns the outputs, in the description's order. */
  async run(picture: Float32Array): Promise<Float32Array[]> {
    this.arena.view(this.input.buffer.at, picture.length).set(picture);
    for (const step of this.steps) step();
    return this.description.outputs.map((output) => this.read(this.rows.get(output)!));
  }

  /** Its memory goes when nobody holds it any more. */
  dispose(): void {}

  private read(rows: Rows): Float32Array {
    const all = new Float32Array(rows.reduce((sum, { side, named }) => sum + side * side * named, 0));
    let i = 0;
    for (const { buffer, side, channels, named } of rows) {
      const numbers = this.arena.view(buffer.at, side * side * channels);
      for (let pixel = 0; pixel < numbers.length; pixel += channels)
        for (let channel = 0; channel < named; channel++) all[i++] = numbers[pixel + channel]!;
    }
    return all;
  }

  /** Appends what an operation does, and those after it that run with it. */
  private plan(operation: GraphOperation): void {
    const { kind, inputs, output, shape = [], paddings = [] } = operation;
    const { kernels } = this;
    this.planned.add(operation);
    switch (kind) {
      case 'conv':
        this.planConvolution(operation);
        return;
      case 'depthwise':
        this.planDepthwise(operation);
        return;
      case 'maxPool': {
        const from = this.whole(inputs[0]!);
        if (operation.size !== 2 || operation.stride !== 2 || from.side % 2 !== 0) throw new NoKernel(kind);
        const to = this.make(output, from.side / 2, from.named);
        this.steps.push(() => kernels.halve(from.buffer.at, to.buffer.at, from.side, from.channels));
        this.pool.release(from.buffer);
        return;
      }
      case 'resize': {
        const from = this.whole(inputs[0]!);
        if (!operation.half || shape[0] !== shape[1]) throw new NoKernel(kind);
        const to = this.make(output, shape[0]!, from.named);
        this.steps.push(() => kernels.resize(from.buffer.at, to.buffer.at, from.side, from.channels, to.side));
        this.pool.release(from.buffer);
        return;
      }
      case 'add': {
        const [a, b] = [this.whole(inputs[0]!), this.whole(inputs[1]!)];
        if (a.side !== b.side || a.named !== b.named) throw new NoKernel(kind);
        const to = this.make(output, a.side, a.named);
        this.steps.push(() => kernels.add(a.buffer.at, b.buffer.at, to.buffer.at, to.side * to.side * to.channels));
        for (const { buffer } of [a, b]) this.pool.release(buffer);
        return;
      }
      case 'pad': {
        const from = this.tensor(inputs[0]!);
        // Only of channels, after the last: they are zeros, and none of them is written.
        if (paddings.slice(0, -1).some((of) => of !== 0)) throw new NoKernel(kind);
        from.buffer.readers += this.usesOf(output) - 1;
        this.tensors.set(output, { ...from, named: from.named + paddings.at(-1)! });
        return;
      }
      case 'reshape': {
        const from = this.whole(inputs[0]!);
        if (shape.length !== 2 || from.named % shape[1]! !== 0) throw new NoKernel(kind);
        this.rows.set(output, [from]);
        return;
      }
      case 'concat': {
        const all = inputs.map((input) => this.rows.get(input));
        if (!all.every((rows) => rows !== undefined)) throw new NoKernel(kind);
        this.rows.set(output, all.flat());
        return;
      }
      case 'relu':
        // Others run with what they rectify.
        throw new NoKernel(kind);
    }
  }

  private planConvolution(operation: GraphOperation): void {
    const [number] = operation.inputs as [number];
    const from = number === this.description.input ? this.input : this.whole(number);
    const [size, width, inputs, outputs] = this.shapeOf(operation.filter!) as [number, number, number, number];
    const { stride = 1 } = operation;
    const isPointwise = size === 1 && stride === 1;
    if (size !== width || inputs !== from.named || (!isPointwise && operation.pad !== 'same'))
      throw new NoKernel('conv');
    const filters = this.packed(operation.filter!, from.channels);
    const bias = this.keep(operation.bias!, 1, outputs);
    const { end, isRectified, skip } = this.ending(operation, isPointwise);
    const to = this.make(end, Math.ceil(from.side / stride), outputs);
    if (skip && (skip.side !== to.side || skip.named !== outputs)) throw new NoKernel('add');
    const least = leastOf(isRectified);
    const { kernels, patches } = this;
    const { side, channels } = from;
    const [source, target] = [from.buffer.at, to.buffer.at];
    if (isPointwise) {
      const { at, wide } = { at: skip?.buffer.at ?? 0, wide: skip?.channels ?? 0 };
      const rows = side * side;
      this.steps.push(() =>
        kernels.pointwise(source, filters, bias, at, wide, target, rows, channels, to.channels, least),
      );
    } else {
      this.steps.push(() =>
        kernels.convolution(source, filters, bias, patches, target, side, channels, to.channels, size, stride, least),
      );
    }
    this.pool.release(from.buffer);
    if (skip) this.pool.release(skip.buffer);
  }

  private planDepthwise(operation: GraphOperation): void {
    const from = this.whole(operation.inputs[0]!);
    const [size, width, channels] = this.shapeOf(operation.filter!) as [number, number, number];
    if (size !== width || channels !== from.named || operation.pad !== 'same') throw new NoKernel('depthwise');
    const filters = this.keep(operation.filter!, size * size, channels);
    const bias = this.keep(operation.bias!, 1, channels);
    const { stride = 1 } = operation;
    const { end, isRectified } = this.ending(operation, false);
    const least = leastOf(isRectified);
    const to = this.make(end, Math.ceil(from.side / stride), channels);
    this.steps.push(() =>
      this.kernels.depthwise(
        from.buffer.at,
        filters,
        bias,
        to.buffer.at,
        from.side,
        from.channels,
        size,
        stride,
        least,
      ),
    );
    this.pool.release(from.buffer);
  }

  /** What runs with a convolution of those who read it: a sum with what is there already, then a rectifier. */
  private ending(operation: GraphOperation, maySum: boolean) {
    let [end, isRectified, skip] = [operation.output, operation.relu ?? false, null as Place | null];
    const sum = this.onlyReaderOf(end);
    if (maySum && !isRectified && sum?.kind === 'add') {
      const other = sum.inputs.find((input) => input !== end);
      const pad = this.description.operations.find(({ kind, output }) => kind === 'pad' && output === other);
      if (pad && this.tensors.has(pad.inputs[0]!) && !this.planned.has(pad)) this.plan(pad);
      skip = (other !== undefined && this.tensors.get(other)) || null;
      if (skip) {
        this.planned.add(sum);
        end = sum.output;
      }
    }
    const rectifier = this.onlyReaderOf(end);
    if (!isRectified && rectifier?.kind === 'relu') {
      this.planned.add(rectifier);
      end = rectifier.output;
      isRectified = true;
    }
    return { end, isRectified, skip };
  }

  private readersOf(tensor: number): readonly GraphOperation[] {
    return this.readers.get(tensor) ?? [];
  }

  /** Who reads it, and the caller where it is an output. */
  private usesOf(tensor: number): number {
    return this.readersOf(tensor).length + (this.description.outputs.includes(tensor) ? 1 : 0);
  }

  private onlyReaderOf(tensor: number): GraphOperation | undefined {
    return this.usesOf(tensor) === 1 ? this.readersOf(tensor)[0] : undefined;
  }

  private tensor(number: number): Place {
    const place = this.tensors.get(number);
    if (!place) throw new NoKernel('Operations do not stand in the order in which they run.');
    return place;
  }

  /** A tensor all of whose channels are there. */
  private whole(number: number): Place {
    const place = this.tensor(number);
    if (place.channels !== padded(place.named)) throw new NoKernel('Channels that are not there are read.');
    return place;
  }

  private make(output: number, side: number, named: number): Place {
    const channels = padded(named);
    const place = { buffer: this.pool.take(side * side * channels, this.usesOf(output)), side, channels, named };
    this.tensors.set(output, place);
    return place;
  }

  private shapeOf(weight: number): readonly number[] {
    return this.description.weights[weight]!.shape;
  }

  private numbersOf(weight: number): Float16Array | Float32Array {
    const { shape, offset } = this.description.weights[weight]!;
    const size = shape.reduce((product, of) => product * of, 1);
    return this.weights.subarray(offset, offset + size);
  }

  /** Lines of so many numbers, with zeros to whole panels. @returns where they stand. */
  private keep(weight: number, lines: number, channels: number): number {
    const given = this.numbersOf(weight);
    const all = new Float32Array(lines * padded(channels));
    for (let line = 0; line < lines; line++)
      all.set(given.subarray(line * channels, (line + 1) * channels), line * padded(channels));
    return this.arena.keep(all);
  }

  /** A convolution's filters as `pointwise` takes them: [outputs / PANEL, inner, PANEL]. @param kept channels that its input has room for. */
  private packed(weight: number, kept: number): number {
    const given = this.numbersOf(weight);
    const [height, width, inputs, outputs] = this.shapeOf(weight) as [number, number, number, number];
    const inner = height * width * kept;
    const all = new Float32Array(inner * padded(outputs));
    for (let point = 0, i = 0; point < height * width; point++) {
      for (let input = 0; input < inputs; input++) {
        const row = point * kept + input;
        for (let output = 0; output < outputs; output++, i++) {
          const panel = output - (output % PANEL);
          all[panel * inner + row * PANEL + (output % PANEL)] = given[i]!;
        }
      }
    }
    return this.arena.keep(all);
  }
}

const padded = (channels: number) => Math.ceil(channels / PANEL) * PANEL;
