/** Keeps what teachers said: asking takes minutes, and a resumed run, another seed or a recipe with more views asks the same. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPRESSIONS } from '../../src/expressions';
import { mixupOf } from '../dataset/fixed-views';
import { FER2013_CLASSES } from '../dataset/labels';
import { sha256 } from '../files/sha256';
import { askTeacher, type Teacher, type TeacherAnswers, type TeacherQuery } from './distillation-targets';

/** Rows that are asked about again, to see whether teacher, pictures and views are still the same: one batch. */
const CHECKED = 128;
/** Above what another number of threads changes, below what another epoch of a teacher does. */
const SAME = 1e-3;

/** As {@link askTeacher}, from the file that an earlier call left, if its first rows still hold. */
export function keptAnswer(teacher: Teacher, query: TeacherQuery, folder = '.cache/answers'): TeacherAnswers {
  const { rows, view, fixedViews } = query;
  const spoilt = fixedViews && [fixedViews.augmentation, mixupOf(fixedViews, view), fixedViews.among.length];
  const key = sha256(JSON.stringify([teacher.name, view, spoilt, rows.length]));
  const file = join(folder, `${key.slice(0, 16)}.bin`);
  const kept = existsSync(file) ? parse(readFileSync(file), rows.length) : undefined;
  if (kept && agree(kept, askTeacher(teacher, { ...query, rows: rows.subarray(0, CHECKED) }))) return kept;
  const answers = askTeacher(teacher, query);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.part`, Buffer.concat([bytesOf(answers.expressions), bytesOf(answers.classes)]));
  renameSync(`${file}.part`, file);
  return answers;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength);

/** @returns undefined if the file is not whole */
function parse(bytes: Buffer, rows: number): TeacherAnswers | undefined {
  if (bytes.length !== 4 * rows * (EXPRESSIONS.length + FER2013_CLASSES.length)) return undefined;
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const second = rows * EXPRESSIONS.length;
  return { expressions: values.subarray(0, second), classes: values.subarray(second) };
}

/** Whether the rows that both begin with have the same answers. */
const agree = (kept: TeacherAnswers, now: TeacherAnswers) =>
  (['expressions', 'classes'] as const).every((head) => now[head].every((p, i) => Math.abs(p - kept[head][i]!) < SAME));
