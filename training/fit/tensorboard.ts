/**
 * TensorBoard's event files: TFRecords of Event messages (tensorflow/core/util/event.proto and
 * tensorflow/core/lib/io/record_writer.cc), for `tensorboard --logdir training/runs`.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Castagnoli's polynomial, reversed (RFC 3720, appendix B.4). */
const POLYNOMIAL = 0x82f6_3b78;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** CRC-32C. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffff_ffff) >>> 0;
}

/** As TFRecords keep it, so that a record within a record is not taken for one. */
function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282_ead8) >>> 0;
}

/** Length, its checksum, data, its checksum. */
export function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, masked(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, masked(data), true);
  return bytes;
}

/** @param time milliseconds since the epoch */
function scalarsEvent(step: number, time: number, scalars: Readonly<Record<string, number>>): Uint8Array {
  const event = new BinaryWriter();
  event.tag(1, WireType.Bit64).double(time / 1000);
  event.tag(2, WireType.Varint).int64(step);
  event.tag(5, WireType.LengthDelimited).fork();
  for (const [tag, value] of Object.entries(scalars)) {
    event.tag(1, WireType.LengthDelimited).fork();
    event.tag(1, WireType.LengthDelimited).string(tag);
    event.tag(2, WireType.Bit32).float(value);
    event.join();
  }
  return event.join().finish();
}

/** What every event file begins with. */
export function versionEvent(time: number): Uint8Array {
  const event = new BinaryWriter();
  event.tag(1, WireType.Bit64).double(time / 1000);
  return event.tag(3, WireType.LengthDelimited).string('brain.Event:2').finish();
}

/** Appends an epoch's numbers to a run's event file, and begins the file where there is none. */
export function appendScalars(
  file: string,
  step: number,
  scalars: Readonly<Record<string, number>>,
  time = Date.now(),
): void {
  if (!existsSync(file)) appendFileSync(file, record(versionEvent(time)));
  appendFileSync(file, record(scalarsEvent(step, time, scalars)));
}
