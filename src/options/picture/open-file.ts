import { Failure } from '../../problem';
import { openPicture } from './open-picture';
import { trackOf } from './video-track';

/** A file of the user's as it was found. The picture is the caller's to close. */
export type OpenedFile =
  | { readonly kind: 'picture'; readonly content: Blob; readonly picture: ImageBitmap }
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
  if (picture) return { kind: 'picture', content, picture };
  throw new Failure({ code: track === 'sound' ? 'file_sound' : 'file_unknown', name: file.name });
}

async function checkReadable(file: File): Promise<void> {
  // Folders can be dropped, and files can go between choosing and opening; both look like files until they are read.
  const first = await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => null);
  if (!first) throw new Failure({ code: 'file_unopened', name: file.name });
  if (first.byteLength === 0) throw new Failure({ code: 'file_empty', name: file.name });
}
