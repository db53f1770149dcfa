/** Milliseconds for a file on this machine to show its first picture; one with none in it may never say so. */
const PATIENCE = 10_000;

/**
 * What this browser can play of a file: pictures (with or without sound), sound alone, or nothing.
 *
 * @throws the signal's reason.
 */
export async function trackOf(content: Blob, signal: AbortSignal): Promise<'pictures' | 'sound' | null> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(content);
  const ended = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  try {
    // The first picture, not only its size: a file may announce pictures and hold none.
    const opened = await new Promise<boolean>((resolve) => {
      const options = { once: true, signal: ended };
      video.addEventListener('loadeddata', () => resolve(true), options);
      video.addEventListener('error', () => resolve(false), options);
      ended.addEventListener('abort', () => resolve(false), { once: true });
      Object.assign(video, { muted: true, preload: 'auto', src: url });
    });
    signal.throwIfAborted();
    if (!opened) return null;
    return video.videoWidth > 0 && video.videoHeight > 0 ? 'pictures' : 'sound';
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}
