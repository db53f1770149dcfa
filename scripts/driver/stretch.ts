/** A call of a function in a Chromium trace; microseconds by the clock, and on a core. */
interface Call {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** Categories to trace for {@link stretchOf}. */
export const TIMED = ['devtools.timeline'];

/**
 * How many times as long as on a core of its own the functions of a script's thread took, 1 or more: a thread that waits for
 * a core while others run is not working, but sampled stacks (cpu-profile.ts) cannot tell.
 * @throws Error if the script was not called
 */
export function stretchOf(trace: Uint8Array, isOurs: (url: string) => boolean): number {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: readonly Call[] };
  const calls = traceEvents.filter(({ name, tdur }) => name === 'FunctionCall' && tdur !== undefined);
  const threadOf = ({ pid, tid }: Call) => `${pid} ${tid}`;
  const ours = new Set(calls.filter(({ args }) => isOurs(args?.data?.url ?? '')).map(threadOf));
  let [clock, core] = [0, 0];
  for (const call of calls) {
    if (!ours.has(threadOf(call))) continue;
    clock += call.dur ?? 0;
    core += call.tdur ?? 0;
  }
  if (core === 0) throw new Error('The trace holds no call of the script.');
  return Math.max(1, clock / core);
}
