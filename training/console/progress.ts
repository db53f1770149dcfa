/** How far a long command is, on stderr: a bar with the time left on a terminal, a line a minute elsewhere. */

const WIDTH = 30;
/** Milliseconds after which a command without a terminal says how far it is, and again. */
const FIRST = 5_000;
const AGAIN = 60_000;
/** Between two drawings of the bar, in milliseconds. */
const REDRAW = 100;

/** @returns to be called with the share done, 0 to 1 */
export function progress(
  what: string,
  out: { write(text: string): unknown; readonly isTTY?: boolean } = process.stderr,
  now: () => number = () => performance.now(),
): (share: number) => void {
  const start = now();
  let next = out.isTTY ? start : start + FIRST;
  let said = false;
  return (share) => {
    const time = now();
    const done = share >= 1;
    if (time < next && !(done && (said || out.isTTY))) return;
    const left = share > 0 ? `${Math.ceil(((time - start) / 1000) * (1 / share - 1))} s left` : '';
    const percent = `${Math.floor(100 * share)} %`;
    said = true;
    if (out.isTTY) {
      const bar = '█'.repeat(Math.round(Math.min(1, share) * WIDTH)).padEnd(WIDTH, '░');
      const line = `${what} ${bar} ${percent}, ${left}`;
      out.write(done ? `\r${' '.repeat(WIDTH + 40)}\r` : `\r${line.padEnd(WIDTH + 40)}`);
      next = time + REDRAW;
    } else {
      out.write(`${what}: ${percent}${done ? '' : `, ${left}`}\n`);
      next = time + AGAIN;
    }
  };
}
