import type { Classes } from '../classes';
import type { FaceReading } from '../engine/types';
import { BOM, type Cell, lines, rounded } from './csv';

export interface ReadPicture {
  readonly name: string;
  readonly faces: readonly FaceReading[];
}

const BEFORE = ['file', 'face', 'expression', 'unsure_reason', 'confidence'];
const AFTER = ['box_x', 'box_y', 'box_width', 'box_height', 'detector_score'];

/** A row per face; a picture without one has a row without. Boxes are fractions of the picture, from its top left. */
export function facesCsv(pictures: readonly ReadPicture[], classes: Classes): string {
  const taken = [...BEFORE, ...AFTER];
  const shares = classes.map(({ name }) => (taken.includes(name) ? `class_${name}` : name));
  const rows = pictures.flatMap(({ name, faces }) =>
    faces.length === 0 ? [[name, null, null, 'no face']] : faces.map((face) => rowOf(name, face, classes)),
  );
  return `${BOM}${lines([[...BEFORE, ...shares, ...AFTER], ...rows])}`;
}

function rowOf(
  name: string,
  { face, expression, unsure, probabilities, confidence, box, score }: FaceReading,
  classes: Classes,
): Cell[] {
  return [
    name,
    face,
    expression ?? 'unsure',
    (!expression && unsure) || null,
    confidence === null ? null : rounded(confidence),
    ...classes.map((_, i) => (probabilities ? rounded(probabilities[i] ?? 0) : null)),
    rounded(box.x),
    rounded(box.y),
    rounded(box.width),
    rounded(box.height),
    rounded(score),
  ];
}
