import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Lane } from '../../session/timeline';
import { bins } from '../../session/timeline-bins';
import { paintLane } from './paint-lane';

/** Seconds from the timeline's start that are shown. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface Props {
  readonly lane: Lane;
  readonly range: Range;
  /** The second that is looked at. */
  readonly at: number;
  /** Seconds that are marked. */
  readonly marks: readonly number[];
  readonly tall: boolean;
  readonly onAt: (second: number) => void;
  readonly onRange: (range: Range) => void;
}

/** Room above the bands for the marks of what shows more than usual, CSS pixels. */
const ABOVE = 8;
/** How far out of sight a lane is drawn already, as CSS margins: those of a call of many come when they are scrolled to. */
const NEAR = '300px 0px';

/** One lane of a timeline. Dragging over it zooms; its picture is for the eye, the words stand beside it and in the table. */
export function LaneChart({ lane, range, at, marks, tall, onAt, onRange }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const latest = useRef({ lane, marks, at, onAt, onRange });
  latest.current = { lane, marks, at, onAt, onRange };
  const height = tall ? 92 : 52;
  const [isNear, setNear] = useState(false);

  useEffect(() => {
    const nearing = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setNear(true);
        nearing.disconnect();
      },
      { rootMargin: NEAR },
    );
    nearing.observe(holder.current!);
    return () => nearing.disconnect();
  }, []);
  useEffect(() => {
    if (!isNear) return;
    const element = holder.current!;
    const plot = new uPlot(
      {
        width: Math.max(80, element.clientWidth),
        height,
        padding: [ABOVE, 0, 0, 0],
        legend: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: { x: { time: false, range: (_, min, max) => [min, max] }, y: { range: [0, 1] } },
        // Its own points are the ends alone: what is drawn comes from the lane, binned to the pixels that there are.
        series: [{}, { show: true, points: { show: false }, paths: () => null }],
        cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
        hooks: {
          draw: [(u) => draw(u, latest.current)],
          setCursor: [
            (u) => {
              const { left } = u.cursor;
              if (left === undefined || left < 0 || !element.matches(':hover')) return;
              latest.current.onAt(Math.floor(u.posToVal(left, 'x')));
            },
          ],
          setSelect: [
            (u) => {
              const { left, width } = u.select;
              if (width < 4) return;
              u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
              latest.current.onRange({ from: u.posToVal(left, 'x'), to: u.posToVal(left + width, 'x') });
            },
          ],
        },
      },
      [
        [0, lane.named.length],
        [0, 0],
      ],
      element,
    );
    plot.setScale('x', { min: range.from, max: range.to });
    chart.current = plot;
    const sizes = new ResizeObserver(() => plot.setSize({ width: Math.max(80, element.clientWidth), height }));
    sizes.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => plot.redraw();
    dark.addEventListener('change', redraw);
    return () => {
      dark.removeEventListener('change', redraw);
      sizes.disconnect();
      plot.destroy();
    };
  }, [lane, height, isNear]);

  useEffect(() => chart.current?.setScale('x', { min: range.from, max: range.to }), [range.from, range.to]);
  useEffect(() => chart.current?.redraw(false), [marks, at]);

  return <div ref={holder} class="lane-chart" style={{ height }} aria-hidden="true" />;
}

function draw(u: uPlot, { lane, marks, at }: { lane: Lane; marks: readonly number[]; at: number }): void {
  const { min, max } = u.scales.x!;
  if (min === undefined || max === undefined) return;
  const style = getComputedStyle(u.root);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const { left, top, width, height } = u.bbox;
  const x = (second: number) => u.valToPos(second, 'x', true);
  const { ctx } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, 0, width, top + height);
  ctx.clip();
  ctx.fillStyle = colour('--surface-raised');
  ctx.fillRect(left, top, width, height);
  const columns = bins(lane, min, max, width / devicePixelRatio);
  paintLane(ctx, columns, lane.classes, u.bbox, x, { quiet: colour('--text-quiet'), line: colour('--line-strong') });
  const upright = (second: number, name: string, wide: number) => {
    ctx.fillStyle = colour(name);
    ctx.fillRect(Math.round(x(second)) - wide / 2, 0, wide, top + height);
  };
  for (const mark of marks) upright(mark, '--text', 2 * devicePixelRatio);
  upright(at + 0.5, '--accent', 2 * devicePixelRatio);
  ctx.restore();
}
