import Papa from 'papaparse';
import type { FaceReading } from '../../engine/types';
import { EXPRESSIONS } from '../../expressions';
import { BOM, FORMULA } from '../../session/csv';

export interface ReadPicture {
  readonly name: string;
  readonly faces: readonly FaceReading[];
}

const COLUMNS = [
  'file',
  'face',
  'expression',
  'unsure_reason',
  'confidence',
  ...EXPRESSIONS,
  'box_x',
  'box_y',
  'box_width',
  'box_height',
  'detector_score',
];

/** A row per face; a picture without one has a row without. Boxes are fractions of the picture, from its top left. */
export function facesCsv(pictures: readonly ReadPicture[]): string {
  const rows = pictures.flatMap(({ name, faces }) =>
    faces.length === 0 ? [[name, null, null, 'no face']] : faces.map((face) => rowOf(name, face)),
  );
  const options = { newline: '\r\n', escapeFormulae: FORMULA } as const;
  return `${BOM}${Papa.unparse([COLUMNS, ...rows], options)}\r\n`;
}

function rowOf(name: string, { face, expression, unsure, probabilities, confidence, box, score }: FaceReading) {
  const isRead = probabilities.some((p) => p > 0);
  const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
  return [
    name,
    face,
    expression ?? 'unsure',
    (!expression && unsure) || null,
    isRead ? rounded(confidence) : null,
    ...EXPRESSIONS.map((_, i) => (isRead ? rounded(probabilities[i] ?? 0) : null)),
    rounded(box.x),
    rounded(box.y),
    rounded(box.width),
    rounded(box.height),
    rounded(score),
  ];
}
