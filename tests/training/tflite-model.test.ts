import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ByteBuffer } from 'flatbuffers';
import { describe, expect, it } from 'vitest';
import { faceDetectorMetadata } from '../../training/detector/face-detector-metadata';
import { withMetadata } from '../../training/detector/tflite-model';

const path = createRequire(import.meta.url).resolve('@mediapipe/face_detection/face_detection_short_range.tflite');
const model = new Uint8Array(await readFile(path));
const METADATA = 6;
const BUFFERS = 4;

/** A reader of flatbuffers of its own: position of a field of a table, or null. */
function field(bytes: ByteBuffer, table: number, number: number): number | null {
  const offset = bytes.__offset(table, 4 + 2 * number);
  return offset === 0 ? null : table + offset;
}

function tables(bytes: ByteBuffer, table: number, number: number): number[] {
  const vector = bytes.__indirect(field(bytes, table, number)!);
  return Array.from({ length: bytes.readInt32(vector) }, (_, i) => bytes.__indirect(vector + 4 + 4 * i));
}

describe('withMetadata', () => {
  const metadata = faceDetectorMetadata('BlazeFace');
  const result = withMetadata(model, metadata);
  const bytes = new ByteBuffer(result);
  const root = bytes.readInt32(0);

  it('names the metadata where readers look for it, and stores it whole', () => {
    expect(bytes.__has_identifier('TFL3')).toBe(true);
    const [entry, ...others] = tables(bytes, root, METADATA);
    expect(others).toEqual([]);
    expect(bytes.__string(field(bytes, entry!, 0)!)).toBe('TFLITE_METADATA');
    const buffer = tables(bytes, root, BUFFERS)[bytes.readInt32(field(bytes, entry!, 1)!)]!;
    const data = bytes.__indirect(field(bytes, buffer, 0)!);
    expect(data % 16).toBe(12);
    expect(result.slice(data + 4, data + 4 + bytes.readInt32(data))).toEqual(metadata);
  });

  it('keeps the old model whole, at a 16-byte boundary', () => {
    const start = Buffer.from(result).indexOf(model);
    expect(start).toBeGreaterThan(0);
    expect(start % 16).toBe(0);
    const old = new ByteBuffer(model);
    const oldBuffers = tables(old, old.readInt32(0), BUFFERS);
    expect(tables(bytes, root, BUFFERS).slice(0, -1)).toEqual(oldBuffers.map((position) => position + start));
  });

  it('refuses what is no model, and a model that has metadata', () => {
    expect(() => withMetadata(new TextEncoder().encode('not a model, but long enough'), metadata)).toThrow(
      'no TFLite model',
    );
    expect(() => withMetadata(new Uint8Array(0), metadata)).toThrow('no TFLite model');
    expect(() => withMetadata(result, metadata)).toThrow('has metadata already');
  });
});
