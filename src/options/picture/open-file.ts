import { openPicture } from './open-picture';
import { trackOf } from './video-track';

/** A file of the user's as it was found. The picture is the caller's to close. */
export type OpenedFile =
  | { readonly kind: 'picture'; readonly picture: ImageBitmap }
  | { readonly kind: 'video'; readonly content: Blob };

/**
 * Opens a file by what is in it: the browser's own decoders judge, whatever its name or type says.
 *
 * @throws one sentence for the user, or the signal's reason.
 */
export async function openFile(file: File, signal: AbortSignal): Promise<OpenedFile> {
  await checkReadable(file);
  // Without the type that the system made of the name.
  const content = file.slice(0, file.size, '');
  // Videos first: their decoder reads only what it needs, a picture's the whole file.
  const track = await trackOf(content, signal);
  if (track === 'pictures') return { kind: 'video', content };
  const picture = await openPicture(content);
  if (signal.aborted) picture?.close();
  signal.throwIfAborted();
  if (picture) return { kind: 'picture', picture };
  throw new Error(track === 'sound' ? onlySound(file) : unreadable(file));
}

async function checkReadable(file: File): Promise<void> {
  // Folders can be dropped, and files can go between choosing and opening; both look like files until they are read.
  const first = await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => null);
  if (!first) {
    throw new Error(
      `“${file.name}” could not be opened: if it is a folder, choose the files in it; if it was moved or locked, choose it again.`,
    );
  }
  if (first.byteLength === 0) throw new Error(`“${file.name}” is empty: choose another file.`);
}

function onlySound({ name }: File): string {
  return `“${name}” holds sound and no picture that this browser can show: choose a video in MP4 (H.264) or WebM.`;
}

function unreadable({ name }: File): string {
  return `“${name}” could not be read as a picture or a video: choose a JPEG, PNG, WebP, MP4 (H.264) or WebM file that opens elsewhere.`;
}
