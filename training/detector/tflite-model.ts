import { Builder, ByteBuffer, type Offset } from 'flatbuffers';

/** Fields of TFLite's root table: https://github.com/tensorflow/tensorflow/blob/v2.16.1/tensorflow/compiler/mlir/lite/schema/schema.fbs */
const VERSION = 0;
const BUFFERS = 4;
const METADATA = 6;
const OTHER_CHILDREN = [1 /* operator codes */, 2 /* subgraphs */, 3 /* description */, 5, 7 /* signatures */];
const ROOT_FIELDS = 8;
const ALIGNMENT = 16;

/**
 * A copy of a TFLite model with metadata in it. The old file stays whole at the end of the new one, since flatbuffers
 * point forward only; a new root table before it points into it and has one buffer and one metadata entry more.
 *
 * @throws if the bytes are no TFLite model, or one that has metadata already.
 */
export function withMetadata(model: Uint8Array, metadata: Uint8Array): Uint8Array {
  const old = new OldModel(model);
  if (old.vector(METADATA).length > 0) throw new Error('The model has metadata already.');

  const b = new Builder(model.length + metadata.length + 4096);
  const oldStart = alignedBytes(b, model);
  /** A builder counts offsets from the end of the file. */
  const inOld = (position: number): Offset => oldStart - position;

  const data = alignedBytes(b, metadata) + 4;
  b.startObject(1);
  b.addFieldOffset(0, data, 0);
  const buffer = b.endObject();
  const oldBuffers = old.vector(BUFFERS);
  const buffers = offsets(b, [...oldBuffers.map(inOld), buffer]);

  // Readers look the metadata up by this name: MediaPipe's metadata_extractor.cc.
  const name = b.createString('TFLITE_METADATA');
  b.startObject(2);
  b.addFieldOffset(0, name, 0);
  b.addFieldInt32(1, oldBuffers.length, 0);
  const entries = offsets(b, [b.endObject()]);

  b.startObject(ROOT_FIELDS);
  b.addFieldInt32(VERSION, old.version, 0);
  for (const field of OTHER_CHILDREN) {
    const position = old.child(field);
    if (position !== null) b.addFieldOffset(field, inOld(position), 0);
  }
  b.addFieldOffset(BUFFERS, buffers, 0);
  b.addFieldOffset(METADATA, entries, 0);
  b.finish(b.endObject(), 'TFL3');
  return b.asUint8Array();
}

/** Positions of the root table's children within a TFLite file. */
class OldModel {
  private readonly bytes: ByteBuffer;
  private readonly root: number;

  constructor(model: Uint8Array) {
    this.bytes = new ByteBuffer(model);
    if (model.length < 16 || !this.bytes.__has_identifier('TFL3')) throw new Error('This is no TFLite model.');
    this.root = this.bytes.readInt32(0);
  }

  get version(): number {
    const field = this.field(VERSION);
    return field === null ? 0 : this.bytes.readInt32(field);
  }

  child(field: number): number | null {
    const position = this.field(field);
    return position === null ? null : this.bytes.__indirect(position);
  }

  /** Positions of the tables in a vector of tables; none where the field is not set. */
  vector(field: number): number[] {
    const position = this.child(field);
    if (position === null) return [];
    const first = position + 4;
    return Array.from({ length: this.bytes.readInt32(position) }, (_, i) => this.bytes.__indirect(first + 4 * i));
  }

  private field(field: number): number | null {
    const offset = this.bytes.__offset(this.root, 4 + 2 * field);
    return offset === 0 ? null : this.root + offset;
  }
}

/** Writes bytes where a 16-byte boundary will be, and returns the offset of the first (their length stands before). */
function alignedBytes(b: Builder, bytes: Uint8Array): Offset {
  b.prep(ALIGNMENT, bytes.length);
  return b.createByteVector(bytes) - 4;
}

function offsets(b: Builder, values: readonly Offset[]): Offset {
  b.startVector(4, values.length, 4);
  for (const value of values.toReversed()) b.addOffset(value);
  return b.endVector();
}
