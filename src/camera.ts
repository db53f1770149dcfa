/** Why there is no picture to read of somebody: their camera is off, no new picture comes, or this machine cannot keep up. */
const NO_PICTURE = ['off', 'still', 'busy'] as const;

export type CameraState = 'on' | (typeof NO_PICTURE)[number];

export function isCameraState(given: unknown): given is CameraState {
  return given === 'on' || NO_PICTURE.some((state) => state === given);
}
