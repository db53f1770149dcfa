import { afterEach, expect, it, vi } from 'vitest';
import { type Power, watchPower } from '../../src/offscreen/power';

afterEach(() => vi.unstubAllGlobals());

class Battery extends EventTarget {
  charging = true;
  level = 1;
  becomes(now: { charging?: boolean; level?: number }, event: string) {
    Object.assign(this, now);
    this.dispatchEvent(new Event(event));
  }
}

it('tells what the machine runs on whenever it changes, until its signal aborts', async () => {
  const battery = new Battery();
  vi.stubGlobal('navigator', { getBattery: async () => battery });
  const told: Power[] = [];
  const life = new AbortController();
  await watchPower((power) => told.push(power), life.signal);
  expect(told).toEqual([]);
  battery.becomes({ charging: false }, 'chargingchange');
  battery.becomes({ level: 0.5 }, 'levelchange');
  expect(told).toEqual(['battery']);
  battery.becomes({ level: 0.2 }, 'levelchange');
  battery.becomes({ charging: true }, 'chargingchange');
  expect(told).toEqual(['battery', 'low', 'mains']);
  life.abort();
  battery.becomes({ charging: false }, 'chargingchange');
  expect(told).toHaveLength(3);
});

it('tells of a battery that is in use already', async () => {
  vi.stubGlobal('navigator', { getBattery: async () => Object.assign(new Battery(), { charging: false, level: 0.1 }) });
  const told: Power[] = [];
  await watchPower((power) => told.push(power), new AbortController().signal);
  expect(told).toEqual(['low']);
});

it.each([{}, { getBattery: () => Promise.reject(new DOMException('policy')) }])(
  'is silent where %o tells nothing',
  async (navigator) => {
    vi.stubGlobal('navigator', navigator);
    const told: Power[] = [];
    await watchPower((power) => told.push(power), new AbortController().signal);
    expect(told).toEqual([]);
  },
);
