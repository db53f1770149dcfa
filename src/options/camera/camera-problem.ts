import { sentence } from '../../sentence';

/** What went wrong with a camera, and what to do about it, by the names of https://w3c.github.io/mediacapture-main/. */
const SENTENCES: Readonly<Record<string, string>> = {
  NotFoundError: 'No camera was found. Plug one in, or switch it on, and try again.',
  NotAllowedError:
    'The camera was refused. Allow it with the camera sign in the address bar, or in the system’s privacy settings, and try again.',
  NotReadableError:
    'The camera is in use by another program, or does not answer. Close the other program and try again.',
  OverconstrainedError: 'The chosen camera is not there any more. Choose another one.',
  SecurityError: 'This browser, or its administrator, does not let extensions use the camera.',
  AbortError: 'The camera stopped while it was starting. Try again.',
};

export const UNPLUGGED = 'The camera was unplugged, or taken by the system. Plug it in and start again.';

/** A sentence for the user. */
export function cameraProblem(error: unknown): string {
  // navigator.mediaDevices is missing where the page may not use media at all.
  if (error instanceof TypeError) return SENTENCES.SecurityError!;
  const known = error instanceof DOMException || error instanceof Error ? SENTENCES[error.name] : undefined;
  if (known) return known;
  return `The camera could not be started: ${sentence(error)}`;
}
