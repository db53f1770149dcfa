/** Keeps what teachers said: asking takes minutes, and a resumed run or another seed gets the same answers. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPRESSIONS } from '../src/expressions';
import type { Lessons } from './dataset/batches';
import type { Faces } from './dataset/fer2013';
import { FER2013_CLASSES } from './dataset/labels';
import { type Asked, type Teacher, teach } from './teach';

/** Rows that are asked about again, to see whether teachers, pictures and spoiling are still the same: one batch. */
const CHECKED = 128;
/** Above what another number of threads changes, below what another epoch of a teacher does. */
const SAME = 1e-3;

/**
 * As {@link teach}, from the file that an earlier call with the same name and options left, if its first rows still hold.
 * @param name of the teachers
 * @throws as teach does
 */
export function teachOnce(
  name: string,
  teachers: readonly Teacher[],
  faces: Faces,
  rows: Uint32Array,
  options: Asked,
  folder = '.cache',
): Lessons {
  const { views, consistent } = options;
  const key = createHash('sha256')
    .update(JSON.stringify([name, views, consistent, rows.length]))
    .digest('hex');
  const file = join(folder, `lessons-${key.slice(0, 16)}.bin`);
  const sizes = [EXPRESSIONS.length, FER2013_CLASSES.length].map(
    (width) => width * rows.length * (consistent ? views : 1),
  ) as [number, number];
  if (existsSync(file)) {
    const bytes = readFileSync(file);
    if (bytes.length === 4 * (sizes[0] + sizes[1])) {
      const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      const kept: Lessons = {
        expressions: values.slice(0, sizes[0]),
        classes: values.slice(sizes[0]),
        share: options.share,
        ...(consistent ? { views } : {}),
      };
      const { onProgress: _, ...silent } = options;
      const some = rows.subarray(0, CHECKED);
      if (agree(kept, teach(teachers, faces, some, silent), rows.length, some.length)) return kept;
    }
  }
  const lessons = teach(teachers, faces, rows, options);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.part`, Buffer.concat([bytesOf(lessons.expressions), bytesOf(lessons.classes)]));
  renameSync(`${file}.part`, file);
  return lessons;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength);

/** Whether the first `some` of `all` rows have the same answers in both, in every view. */
function agree(kept: Lessons, now: Lessons, all: number, some: number): boolean {
  return (['expressions', 'classes'] as const).every((head) => {
    const width = now[head].length / (some * (now.views ?? 1));
    return now[head].every((p, i) => {
      const view = Math.floor(i / (some * width));
      return Math.abs(p - kept[head][view * all * width + (i % (some * width))]!) < SAME;
    });
  });
}
