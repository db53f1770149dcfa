import { type UnzipFileFilter, type Unzipped, unzip } from 'fflate';
import { LARGEST, type OwnModel, weightFiles } from '../engine/own-model';
import { Failure } from '../problem';

/** Bytes of a zip file, packed, that are taken into memory to look for a model. */
const LARGEST_ZIP = 500_000_000;
/** A name with a part that begins with a dot; "./" before it is none. */
const HIDDEN = /(^|\/)(\.(?!\/)|__MACOSX)/;

/**
 * A model from the files of its folder, or from one zip file. What else lies beside is left alone.
 *
 * @throws Failure, a BrokenModel where model.json is not as training writes it.
 */
export async function readModelFiles(files: readonly File[]): Promise<OwnModel> {
  const contents = await contentsOf(files);
  const [path] = [...contents.keys()].filter((name) => baseOf(name) === 'model.json').sort(shortestFirst);
  if (path === undefined) throw new Failure({ code: 'modelFiles_noModel' });
  const folder = path.slice(0, -'model.json'.length);
  const bytes = await read(contents, path, LARGEST.json);
  const json = new TextDecoder().decode(bytes);
  const parts: Uint8Array[] = [];
  let room = LARGEST.weights;
  for (const name of weightFiles(json)) {
    const part = await read(contents, `${folder}${name}`, room);
    room -= part.length;
    parts.push(part);
  }
  const weights = await new Blob(parts as BlobPart[]).arrayBuffer();
  return { json, weights, digests: { json: await sha256(bytes), weights: await sha256(new Uint8Array(weights)) } };
}

/** A file's content, when it is asked for. */
interface Content {
  readonly size: number;
  readonly bytes: () => Promise<Uint8Array>;
}

async function contentsOf(files: readonly File[]): Promise<Map<string, Content>> {
  const [file] = files;
  if (!file) throw new Failure({ code: 'modelFiles_none' });
  if (files.length === 1 && /\.zip$/i.test(file.name)) return unpacked(file);
  return new Map(
    files.map((one) => [
      one.webkitRelativePath || one.name,
      { size: one.size, bytes: async () => new Uint8Array(await one.arrayBuffer()) },
    ]),
  );
}

/** Only what a model is made of is unpacked, when it is asked for: a run's folder also holds checkpoints. */
async function unpacked(file: File): Promise<Map<string, Content>> {
  if (file.size > LARGEST_ZIP) throw tooLarge(file.name);
  const packed = new Uint8Array(await file.arrayBuffer());
  const unpack = (filter: UnzipFileFilter) =>
    new Promise<Unzipped>((resolve, reject) => {
      unzip(packed, { filter }, (error, found) =>
        error ? reject(new Failure({ code: 'modelFiles_noZip', name: file.name })) : resolve(found),
      );
    });
  const contents = new Map<string, Content>();
  await unpack(({ name, originalSize: size }) => {
    if (!name.endsWith('/') && !HIDDEN.test(name))
      contents.set(name, { size, bytes: async () => (await unpack((one) => one.name === name))[name]! });
    return false;
  });
  return contents;
}

async function read(contents: ReadonlyMap<string, Content>, path: string, most: number): Promise<Uint8Array> {
  const content = contents.get(path);
  if (!content) throw new Failure({ code: 'modelFiles_missing', name: baseOf(path) });
  if (content.size > most) throw tooLarge(baseOf(path));
  return content.bytes().catch((error: unknown) => {
    if (error instanceof Failure) throw error;
    throw new Failure({ code: 'modelFiles_unread', name: baseOf(path) });
  });
}

function tooLarge(name: string): Failure {
  return new Failure({ code: 'modelFiles_large', name, megabytes: Math.round(LARGEST.weights / 1e6) });
}

const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const shortestFirst = (a: string, b: string) => a.length - b.length;

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as BufferSource);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
