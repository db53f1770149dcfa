import { readFileSync } from 'node:fs';

interface NetEvent {
  readonly type: number;
  readonly params?: { readonly url?: string; readonly address?: string };
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly NetEvent[];
}

/** What a browser asked of the network, as its own log (--log-net-log) tells: extension, pages, workers and the browser itself. */
export interface Traffic {
  /** Addresses of requests, without those that need no network (data:, blob:, chrome-extension: …). */
  readonly urls: readonly string[];
  /** Where bytes went: TCP connections and UDP packets, without the port. */
  readonly hosts: readonly string[];
}

/** Reads the log of a browser that was closed. */
export function readTraffic(file: string): Traffic {
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog;
  const of = (name: string) => events.filter(({ type }) => type === constants.logEventTypes[name]);
  const urls = of('URL_REQUEST_START_JOB').flatMap(({ params }) => params?.url ?? []);
  const addresses = [...of('TCP_CONNECT_ATTEMPT'), ...of('UDP_CONNECT'), ...of('UDP_BYTES_SENT')];
  return {
    urls: distinct(urls.filter((url) => /^(https?|wss?|ftp):/.test(url))),
    hosts: distinct(addresses.flatMap(({ params }) => params?.address ?? []).map(withoutPort)),
  };
}

/** "127.0.0.1:443" → "127.0.0.1", "[::1]:443" → "::1". */
function withoutPort(address: string): string {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
