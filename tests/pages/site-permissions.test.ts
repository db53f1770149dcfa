import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json';
import { addedOrigins, originPattern } from '../../src/site-permissions';

describe('sites that the user may enable', () => {
  it.each([
    ['https://talk.example.org/room/7?x=1', 'https://talk.example.org/*'],
    ['https://talk.example.org:8443/room', 'https://talk.example.org/*'],
    ['http://localhost:5173/', 'http://localhost/*'],
    ['http://127.0.0.1:8080/call', 'http://127.0.0.1/*'],
    ['http://talk.example.org/', null],
    ['http://localhost.evil.example/', null],
    ['chrome://extensions/', null],
    ['file:///home/me/call.html', null],
    ['about:blank', null],
    ['', null],
  ])('%s → %s', (address, pattern) => expect(originPattern(address)).toBe(pattern));

  it('asks only for what the manifest offers as optional', () => {
    const offered = manifest.optional_host_permissions;
    for (const address of ['https://a.example/', 'http://localhost:1/', 'http://127.0.0.1/']) {
      const pattern = originPattern(address)!;
      expect(offered.some((one) => one === pattern || (one === 'https://*/*' && pattern.startsWith('https://')))).toBe(
        true,
      );
    }
  });

  it('lists what was added to the manifest', () => {
    const origins = ['https://b.example/*', ...manifest.host_permissions, 'https://a.example/*'];
    expect(addedOrigins({ origins }, manifest)).toEqual(['https://a.example/*', 'https://b.example/*']);
    expect(addedOrigins({}, {})).toEqual([]);
  });
});
