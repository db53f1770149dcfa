import { Builder, type Offset } from 'flatbuffers';

/**
 * The description that MediaPipe's FaceDetector asks of a model file: pictures are RGB, and a colour value goes into the
 * network as (value − 127.5) / 127.5. Written by the schema of TFLite metadata, field numbers from
 * https://github.com/tensorflow/tflite-support/blob/master/tensorflow_lite_support/metadata/metadata_schema.fbs
 * (ProcessUnit, ImageProperties and their like are each a table with the few fields that are set here).
 */
export function faceDetectorMetadata(name: string): Uint8Array {
  const b = new Builder(1024);
  const MEAN = 127.5;
  const STD = 127.5;

  const normalizationOptions = table(b, 2, { 0: floats(b, [MEAN]), 1: floats(b, [STD]) });
  const processUnit = union(b, 2, 0, NORMALIZATION_OPTIONS, normalizationOptions);
  const imageProperties = enumTable(b, COLOR_SPACE_RGB);
  const imageContent = union(b, 3, 0, IMAGE_PROPERTIES, imageProperties);
  const stats = table(b, 2, { 0: floats(b, [(255 - MEAN) / STD]), 1: floats(b, [(0 - MEAN) / STD]) });
  const image = table(b, TENSOR_FIELDS, {
    0: b.createString('image'),
    3: imageContent,
    4: offsets(b, [processUnit]),
    5: stats,
  });

  const outputs = ['regressors', 'classificators'].map((output) =>
    table(b, TENSOR_FIELDS, { 0: b.createString(output), 3: union(b, 3, 0, FEATURE_PROPERTIES, table(b, 0, {})) }),
  );
  const subgraph = table(b, 10, { 2: offsets(b, [image]), 3: offsets(b, outputs) });
  const model = table(b, 8, { 0: b.createString(name), 3: offsets(b, [subgraph]), 7: b.createString('1.0.0') });
  b.finish(model, 'M001');
  return b.asUint8Array();
}

const TENSOR_FIELDS = 7;
/** Members of the unions ContentProperties and ProcessUnitOptions, and of the enum ColorSpaceType. */
const FEATURE_PROPERTIES = 1;
const IMAGE_PROPERTIES = 2;
const NORMALIZATION_OPTIONS = 1;
const COLOR_SPACE_RGB = 1;

/** A table of `size` fields, some of which point to what was written before. */
function table(b: Builder, size: number, fields: Readonly<Record<number, Offset>>): Offset {
  b.startObject(size);
  for (const [field, offset] of Object.entries(fields)) b.addFieldOffset(Number(field), offset, 0);
  return b.endObject();
}

/** A table whose fields `field` (the member's number) and `field + 1` are a union. */
function union(b: Builder, size: number, field: number, member: number, value: Offset): Offset {
  b.startObject(size);
  b.addFieldInt8(field, member, 0);
  b.addFieldOffset(field + 1, value, 0);
  return b.endObject();
}

/** ImageProperties with its colour space alone. */
function enumTable(b: Builder, value: number): Offset {
  b.startObject(2);
  b.addFieldInt8(0, value, 0);
  return b.endObject();
}

function floats(b: Builder, values: readonly number[]): Offset {
  b.startVector(4, values.length, 4);
  for (const value of values.toReversed()) b.addFloat32(value);
  return b.endVector();
}

function offsets(b: Builder, values: readonly Offset[]): Offset {
  b.startVector(4, values.length, 4);
  for (const value of values.toReversed()) b.addOffset(value);
  return b.endVector();
}
