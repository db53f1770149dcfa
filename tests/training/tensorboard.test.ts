import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { afterAll, describe, expect, it } from 'vitest';
import { appendScalars, crc32c, record, versionEvent } from '../../training/fit/tensorboard';

const folder = mkdtempSync(join(tmpdir(), 'facet-board-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('TensorBoard’s event files', () => {
  it.each([
    // RFC 3720, appendix B.4.
    [new Uint8Array(32), 0x8a91_36aa],
    [new Uint8Array(32).fill(0xff), 0x62a8_ab43],
    [Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd_794e],
  ])('have the checksums of the standard', (bytes, crc) => expect(crc32c(bytes)).toBe(crc));

  it('begin as TensorFlow begins them', () => {
    // The first 24 bytes of a file that TensorFlow 2 wrote hold the length 24, its checksum, and a time.
    const bytes = Buffer.from(record(versionEvent(0)));
    expect(bytes.readBigUInt64LE(0)).toBe(24n);
    expect(bytes.subarray(8, 12).toString('hex')).toBe('a37f4b22');
    expect(bytes.subarray(21, 36).toString('latin1')).toBe('\x1a\x0dbrain.Event:2');
  });

  it('hold every epoch’s numbers, one after another', () => {
    const file = join(folder, 'events.out.tfevents.1.host');
    appendScalars(file, 1, { loss: 1.5, accuracy: 0.25 }, 1000);
    appendScalars(file, 2, { loss: 0.5 }, 2000);
    const bytes = readFileSync(file);
    const events: unknown[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = Number(bytes.readBigUInt64LE(at));
      events.push(eventOf(bytes.subarray(at + 12, at + 12 + length)));
      at += length + 16;
    }
    expect(events).toEqual([
      { time: 1, version: 'brain.Event:2', step: 0, scalars: {} },
      { time: 1, step: 1, scalars: { loss: 1.5, accuracy: 0.25 } },
      { time: 2, step: 2, scalars: { loss: 0.5 } },
    ]);
  });
});

function eventOf(bytes: Uint8Array) {
  const reader = new BinaryReader(bytes);
  const event = { time: 0, step: 0, scalars: {} as Record<string, number> } as Record<string, unknown>;
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 1) event.time = reader.double();
    else if (field === 2) event.step = Number(reader.int64());
    else if (field === 3) event.version = reader.string();
    else if (field === 5) event.scalars = summaryOf(reader.bytes());
    else reader.skip(wire);
  }
  return event;
}

function summaryOf(bytes: Uint8Array): Record<string, number> {
  const reader = new BinaryReader(bytes);
  const scalars: Record<string, number> = {};
  while (reader.pos < reader.len) {
    reader.tag();
    const value = new BinaryReader(reader.bytes());
    value.tag();
    const name = value.string();
    value.tag();
    scalars[name] = value.float();
  }
  return scalars;
}
