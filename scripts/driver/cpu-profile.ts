/** One event of a Chromium trace. https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
interface TraceEvent {
  readonly name: string;
  readonly id?: string;
  readonly pid: number;
  readonly args?: { readonly data?: Chunk & { readonly startTime?: number } };
}

interface Chunk {
  readonly cpuProfile?: { readonly nodes?: readonly Node[]; readonly samples?: readonly number[] };
  /** Microseconds since the sample before. */
  readonly timeDeltas?: readonly number[];
}

interface Node {
  readonly id: number;
  readonly parent?: number;
  readonly callFrame: { readonly functionName: string; readonly url?: string };
}

/** Categories to trace for {@link shareOf}. */
export const PROFILED = ['disabled-by-default-v8.cpu_profiler'];

export interface Share {
  /** Of the thread's time, 0 to 1, with what the script made the browser do at once: layout, drawing, copying. */
  readonly share: number;
  /** Share of each function, with what it calls and without. Dearest first. */
  readonly functions: readonly { readonly name: string; readonly total: number; readonly self: number }[];
}

/**
 * How much of a thread's time a script took, from the sampled stacks of a trace: of each profiled thread that the script
 * ran on, the one where it took most.
 */
export function shareOf(trace: Uint8Array, isOurs: (url: string) => boolean): Share {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: readonly TraceEvent[] };
  const threads = new Map<string, Chunk[]>();
  for (const { name, id, pid, args } of traceEvents) {
    if (name !== 'ProfileChunk' || !args?.data) continue;
    const thread = `${pid} ${id}`;
    threads.set(thread, [...(threads.get(thread) ?? []), args.data]);
  }
  const shares = [...threads.values()].map((chunks) => shareOn(chunks, isOurs));
  if (shares.length === 0) throw new Error('The trace holds no samples.');
  return shares.reduce((most, one) => (one.share > most.share ? one : most));
}

function shareOn(chunks: readonly Chunk[], isOurs: (url: string) => boolean): Share {
  const nodes = new Map<number, Node>();
  const total = new Map<string, number>();
  const self = new Map<string, number>();
  let [all, ours] = [0, 0];
  const add = (map: Map<string, number>, name: string, time: number) => map.set(name, (map.get(name) ?? 0) + time);
  for (const { cpuProfile, timeDeltas = [] } of chunks) {
    for (const node of cpuProfile?.nodes ?? []) nodes.set(node.id, node);
    cpuProfile?.samples?.forEach((sample, i) => {
      const time = Math.max(0, timeDeltas[i] ?? 0);
      all += time;
      const stack: string[] = [];
      let own = false;
      for (let node = nodes.get(sample); node; node = node.parent === undefined ? undefined : nodes.get(node.parent)) {
        stack.push(node.callFrame.functionName || '(anonymous)');
        own ||= isOurs(node.callFrame.url ?? '');
      }
      if (!own) return;
      ours += time;
      add(self, stack[0]!, time);
      for (const name of new Set(stack)) add(total, name, time);
    });
  }
  const functions = [...total]
    .map(([name, time]) => ({ name, total: time / all, self: (self.get(name) ?? 0) / all }))
    .sort((a, b) => b.total - a.total);
  return { share: all > 0 ? ours / all : 0, functions };
}
