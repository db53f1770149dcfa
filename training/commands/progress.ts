/** How far a long command is, on stderr: a bar with the time left on a terminal, a line every tenth elsewhere. */

const WIDTH = 30;

/** @returns to be called with the share done, 0 to 1 */
export function progress(
  what: string,
  out: { write(text: string): unknown; readonly isTTY?: boolean } = process.stderr,
  now: () => number = () => performance.now(),
): (share: number) => void {
  const start = now();
  let told = 0;
  return (share) => {
    const left = share > 0 ? `${Math.ceil(((now() - start) / 1000) * (1 / share - 1))} s left` : '';
    const percent = `${Math.floor(100 * share)} %`;
    if (out.isTTY) {
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
      const line = `${what} ${bar} ${percent}, ${left}`;
      out.write(share < 1 ? `\r${line.padEnd(WIDTH + 40)}` : `\r${' '.repeat(WIDTH + 40)}\r`);
    } else if (Math.floor(share * 10) > told) {
      told = Math.floor(share * 10);
      out.write(`${what}: ${percent}${share < 1 ? `, ${left}` : ''}\n`);
    }
  };
}
