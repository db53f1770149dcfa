export type Point = readonly [x: number, y: number];

/** Where a point of the face (unit: half a face width, origin between the eyes, y down) lands on the canvas. */
export type Surface = (u: number, v: number) => Point;

export interface Turn {
  /** Radians; positive looks to the picture's right. */
  readonly yaw: number;
  /** Radians; positive looks down. */
  readonly pitch: number;
}

export interface Surfaces {
  /** Features: they move over an ellipsoid, so those nearer to the viewer move more. */
  readonly face: Surface;
  /** The head's outline and hair: it hardly changes when a head turns. */
  readonly head: Surface;
  readonly body: Surface;
}

export function surfaces({ yaw, pitch }: Turn): Surfaces {
  const right = Math.sin(yaw);
  const down = Math.sin(pitch);
  return {
    face: (u, v) => {
      const depth = Math.sqrt(Math.max(0.04, 1.05 - u * u * 0.8 - (v - 0.1) ** 2 * 0.42));
      return [u * Math.cos(yaw) + depth * right, (v - 0.1) * Math.cos(pitch) + 0.1 + depth * down];
    },
    head: (u, v) => [u + 0.16 * right, v + 0.06 * down],
    body: (u, v) => [u + 0.35 * right, v + 0.2 * down],
  };
}

/** "0 -1.5, 0.6 -1.4" → points: outlines stay one readable line. */
export function points(list: string): Point[] {
  return list.split(',').map((pair): Point => {
    const [u, v] = pair.trim().split(' ').map(Number);
    return [u!, v!];
  });
}

/** Points of the right half, and the same of the left: an outline that goes round. */
export function mirrored(points: readonly Point[]): Point[] {
  const left = points
    .filter(([u]) => u !== 0)
    .map(([u, v]): Point => [-u, v])
    .reverse();
  return [...points, ...left];
}
