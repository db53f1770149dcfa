/** `curves.html`: how a run learns, as one page that needs nothing else. Pure. */
import { escaped } from '../../markup/escaped';
import { percent } from '../../markup/tables';
import { curve, drawing, line, text } from './svg';

/** What is drawn of an epoch. */
interface CurvePoint {
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  readonly rate: number;
  /** Shares right, 0 to 1. */
  readonly training: number;
  readonly main: { readonly accuracy: number };
  readonly best?: number;
}

interface Curve {
  readonly name: string;
  readonly kind: 'a' | 'b' | 'c';
  readonly values: readonly number[];
}

const WIDTH = 640;
const HEIGHT = 300;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 20, 60, 40];
/** Seconds after which a page that is open looks again. */
const AGAIN = 5;

/** @param points of all epochs so far, from the first on @param ended whether the run is over */
export function curvesPage(title: string, points: readonly CurvePoint[], ended: boolean): string {
  const last = points.at(-1);
  const state = last
    ? `After epoch ${last.epoch} of ${last.epochs}: loss ${last.loss.toFixed(4)}, right on training pictures ` +
      `${percent(last.training)}, on pictures to validate ${percent(last.main.accuracy)}` +
      `${last.best ? `; best after epoch ${last.best}` : ''}.`
    : 'Before the first epoch.';
  const refresh = ended ? '' : `<meta http-equiv="refresh" content="${AGAIN}">\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${refresh}<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>:root{color-scheme:light dark}body{max-width:680px;margin:32px auto;padding:0 16px;font:15px/1.5 system-ui,sans-serif}svg{width:100%;height:auto}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(state)}${ended ? '' : ' It is training; this page looks again by itself.'}</p>
${curvePlots(points).join('\n')}
</body>
</html>
`;
}

/** Share right, loss and learning rate by epoch, an SVG each. */
export function curvePlots(points: readonly CurvePoint[]): string[] {
  return [
    plot('Share right', points, { least: 0, most: 1, words: (value) => `${Math.round(100 * value)} %` }, [
      { name: 'training', kind: 'a', values: points.map(({ training }) => training) },
      { name: 'validation', kind: 'b', values: points.map(({ main }) => main.accuracy) },
    ]),
    plot('Loss, mean of the epoch', points, scaleOf(points.map(({ loss }) => loss)), [
      { name: 'loss', kind: 'a', values: points.map(({ loss }) => loss) },
    ]),
    plot('Learning rate', points, scaleOf(points.map(({ rate }) => rate)), [
      { name: 'rate', kind: 'c', values: points.map(({ rate }) => rate) },
    ]),
  ];
}

interface Scale {
  readonly least: number;
  readonly most: number;
  readonly words: (value: number) => string;
}

function scaleOf(values: readonly number[]): Scale {
  const finite = values.filter(Number.isFinite);
  return { least: 0, most: Math.max(1e-9, ...finite) * 1.05, words: (value) => String(Number(value.toPrecision(2))) };
}

function plot(title: string, points: readonly CurvePoint[], { least, most, words }: Scale, curves: readonly Curve[]) {
  const epochs = Math.max(2, points.at(-1)?.epochs ?? 2);
  const x = (epoch: number) => LEFT + ((epoch - 1) / (epochs - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - ((value - least) / (most - least)) * (HEIGHT - TOP - BOTTOM);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => least + share * (most - least));
  const legend = curves.length > 1 ? curves : [];
  return drawing(WIDTH, HEIGHT, title, [
    ...ticks.flatMap((value) => [
      line('grid', LEFT, y(value), WIDTH - RIGHT, y(value)),
      text(words(value), LEFT - 8, y(value) + 4, 'end', 'quiet'),
    ]),
    text('1', x(1), HEIGHT - BOTTOM + 18, 'middle', 'quiet'),
    text(`epoch ${epochs}`, x(epochs), HEIGHT - BOTTOM + 18, 'end', 'quiet'),
    ...curves.map(({ kind, values }) =>
      curve(
        kind,
        values.map((value, i) => [x(points[i]!.epoch), y(value)]),
      ),
    ),
    ...legend.map(({ name, kind }, i) => text(name, WIDTH - RIGHT - i * 90, 48, 'end', kind)),
  ]);
}
