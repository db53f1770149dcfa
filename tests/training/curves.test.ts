import { describe, expect, it } from 'vitest';
import { curvesPage } from '../../training/evaluation/plots/curves';

const point = (epoch: number) => ({
  epoch,
  epochs: 4,
  loss: 2 / epoch,
  rate: 0.1,
  training: 0.2 * epoch,
  main: { accuracy: 0.15 * epoch },
});

describe('the page of curves', () => {
  it('draws an end of each curve where its epoch and value lie', () => {
    const html = curvesPage('trial', [point(1), point(2), point(4)], false);
    const [training, validation, loss] = [...html.matchAll(/points="([^"]+)"/g)].map(([, list]) =>
      list!.split(' ').map((pair) => pair.split(',').map(Number)),
    );
    expect(training).toHaveLength(3);
    expect(training!.map(([x]) => x)).toEqual([64, 249.33, 620]);
    // 80 % and 60 % of the 200 pixels between bottom (260) and top (60).
    expect([training![2]![1], validation![2]![1]]).toEqual([100, 140]);
    expect(loss![0]![1]).toBeLessThan(loss![2]![1]!);
    expect(html).toContain('After epoch 4 of 4: loss 0.5000, right on training pictures 80.0 %');
  });

  it('looks again by itself while the run goes on, and needs nothing else', () => {
    expect(curvesPage('t', [point(1)], false)).toContain('http-equiv="refresh"');
    const ended = curvesPage('<b>', [point(1)], true);
    expect(ended).not.toContain('http-equiv="refresh"');
    expect(ended).toContain('&#60;b&#62;');
    expect(ended).not.toMatch(/<script|src=|href=|@import/);
    expect(curvesPage('t', [], false)).toContain('Before the first epoch');
  });
});
