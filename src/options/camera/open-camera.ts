/**
 * Shows a camera in a video element until the signal aborts; then the camera's light goes out.
 *
 * @param deviceId '' is the browser's choice.
 * @param onLost the camera was unplugged or taken away.
 * @throws the browser's DOMException (camera-problem.ts has words for it).
 */
export async function openCamera(
  video: HTMLVideoElement,
  deviceId: string,
  onLost: () => void,
  signal: AbortSignal,
): Promise<void> {
  const device = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'user' };
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { ...device, width: { ideal: 640 }, height: { ideal: 480 } },
  });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
    if (video.srcObject === stream) video.srcObject = null;
  };
  if (signal.aborted) {
    end();
    signal.throwIfAborted();
  }
  signal.addEventListener('abort', end, { once: true });
  stream.getVideoTracks()[0]?.addEventListener('ended', onLost, { signal });
  video.srcObject = stream;
  await video.play();
}
