import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTraffic } from '../../scripts/driver/net-log';

const types = { URL_REQUEST_START_JOB: 1, TCP_CONNECT_ATTEMPT: 2, UDP_BYTES_SENT: 3, OTHER: 4 };

function traffic(events: readonly object[], logEventTypes: Record<string, number> = types) {
  const file = join(mkdtempSync(join(tmpdir(), 'facet-')), 'net.json');
  writeFileSync(file, JSON.stringify({ constants: { logEventTypes }, events }));
  return readTraffic(file);
}

it('tells what pages and the extension asked for, each once', () => {
  const ask = (initiator: string, url: string) => ({ type: 1, params: { initiator, url } });
  const { urls, byExtension } = traffic([
    ask('chrome-extension://abc', 'https://metrics.example/post'),
    ask('chrome-extension://abc', 'chrome-extension://abc/model.json'),
    ask('https://meet.google.com', 'https://meet.google.com/call.js'),
    ask('https://meet.google.com', 'https://metrics.example/post'),
    ask('https://meet.google.com', 'data:image/png;base64,AA'),
    ask('not an origin', 'https://update.googleapis.com/x'),
    { type: 1 },
  ]);
  expect(urls).toEqual(['https://meet.google.com/call.js', 'https://metrics.example/post']);
  expect(byExtension).toEqual(['https://metrics.example/post']);
});

it('tells which machines got bytes, whoever sent them', () => {
  const { machines } = traffic([
    { type: 2, params: { address: '127.0.0.1:443' } },
    { type: 3, params: { address: '[2001:db8::1]:19302' } },
    { type: 4, params: { address: '203.0.113.5:80' } },
  ]);
  expect(machines).toEqual(['127.0.0.1', '2001:db8::1']);
});

it('does not pass over a log that it cannot read', () => {
  expect(() => traffic([], { OTHER: 4 })).toThrow(/knows no URL_REQUEST_START_JOB/);
});
