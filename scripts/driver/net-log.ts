import { readFileSync } from 'node:fs';

interface NetEvent {
  readonly type: number;
  readonly params?: { readonly url?: string; readonly initiator?: string; readonly address?: string };
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly NetEvent[];
}

/** What a browser did on the network, as its own log (--log-net-log) tells: pages, extension and workers alike. */
export interface Traffic {
  /**
   * Addresses that a page or the extension asked for; data:, blob: and chrome-extension: need no network and are left
   * out. The browser's own requests (updates, network time) are too: they have no origin, and end at the resolver rules.
   */
  readonly urls: readonly string[];
  /** Those of them that a page or worker of the extension asked for. */
  readonly byExtension: readonly string[];
  /** Machines that were connected to over TCP or sent UDP packets, whoever asked. */
  readonly machines: readonly string[];
}

/** Reads the log of a browser that was closed. */
export function readTraffic(file: string): Traffic {
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog;
  const of = (name: string) => {
    const type = constants.logEventTypes[name];
    if (type === undefined) throw new Error(`This browser's log knows no ${name}.`);
    return events.flatMap((event) => (event.type === type && event.params ? [event.params] : []));
  };
  const asked = of('URL_REQUEST_START_JOB').filter(({ initiator }) => initiator && initiator !== 'not an origin');
  const addresses = [...of('TCP_CONNECT_ATTEMPT'), ...of('UDP_BYTES_SENT')].flatMap(({ address }) => address ?? []);
  return {
    urls: addressesIn(asked),
    byExtension: addressesIn(asked.filter(({ initiator = '' }) => initiator.startsWith('chrome-extension://'))),
    machines: distinct(addresses.map(withoutPort)),
  };
}

function addressesIn(asked: readonly { readonly url?: string }[]): string[] {
  return distinct(asked.flatMap(({ url }) => url ?? []).filter((url) => /^(https?|wss?|ftp):/.test(url)));
}

/** "127.0.0.1:443" → "127.0.0.1", "[::1]:443" → "::1". */
function withoutPort(address: string): string {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
