import { describe, expect, it } from 'vitest';
import { windows } from '../../src/engine/windows';

describe('windows', () => {
  it.each([
    [1540, 1540],
    [2048, 1152],
    [700, 2048],
    [640, 360],
  ])('of a %d × %d picture stay within it, and hold each face uncut in one of each size', (width, height) => {
    const all = windows(width, height);
    expect(all[0]).toEqual({ x: 0, y: 0, width, height });
    for (const { x, y, width: w, height: h } of all) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + w).toBeLessThanOrEqual(width);
      expect(y + h).toBeLessThanOrEqual(height);
    }
    for (const side of new Set(all.map((window) => Math.max(window.width, window.height)))) {
      const same = all.filter((window) => Math.max(window.width, window.height) === side);
      const face = side / 2 - 2;
      for (let y = 0; y + face <= height; y += 23) {
        for (let x = 0; x + face <= width; x += 23) {
          const holds = same.some(
            (w) => w.x <= x && w.y <= y && x + face <= w.x + w.width && y + face <= w.y + w.height,
          );
          // A window is as wide as the picture at most.
          if (face <= Math.min(width, height)) expect(holds, `${x}, ${y} in windows of ${side}`).toBe(true);
        }
      }
    }
  });

  it('are few: small pictures get the whole alone', () => {
    expect(windows(400, 300)).toHaveLength(1);
    expect(windows(640, 480).length).toBeLessThan(12);
    expect(windows(2048, 2048)).toHaveLength(1 + 9 + 49);
  });
});
