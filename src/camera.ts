/** Why there is no picture to read of somebody: in a word or two, and as the sentence that explains it. */
export const NO_PICTURE = {
  off: { words: 'camera off', sentence: 'The camera is off' },
  still: { words: 'picture stands still', sentence: 'The picture stands still: no new one has come for seconds' },
  busy: { words: 'the machine is busy', sentence: 'This machine is too busy now to follow the picture' },
} as const;

export type CameraState = 'on' | keyof typeof NO_PICTURE;

export function isCameraState(given: unknown): given is CameraState {
  return given === 'on' || (typeof given === 'string' && Object.hasOwn(NO_PICTURE, given));
}
