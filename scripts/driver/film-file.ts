declare global {
  interface Window {
    /** What {@link filmFile} made last. */
    film?: File;
  }
}

/** Runs in the options page: makes a film of two pictures, two seconds each, and chooses it. @param pictures base64. */
export async function filmFile(...pictures: string[]) {
  const bitmaps = await Promise.all(
    pictures.map(async (data) => createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]))),
  );
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 320;
  const context = canvas.getContext('2d')!;
  const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType: 'video/webm;codecs=vp8' });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  recorder.start();
  const began = performance.now();
  for (let now = 0; now < 4_000; now = performance.now() - began) {
    context.drawImage(bitmaps[now < 2000 ? 0 : 1]!, 0, 0, 320, 320);
    await new Promise((resolve) => setTimeout(resolve, 66));
  }
  recorder.stop();
  await stopped;
  const files = new DataTransfer();
  window.film = new File(parts, 'film.webm');
  files.items.add(window.film);
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  while (!document.body.textContent?.includes('film.webm')) await new Promise((resolve) => setTimeout(resolve, 2));
  document.body.dataset.shown = document.querySelector<HTMLElement>('[data-file]')?.dataset.file ?? '';
}
