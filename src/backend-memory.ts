import * as v from 'valibot';
import { browserVersion } from './browser-version';
import type { Measured } from './engine/types';

/**
 * How fast this machine's back ends are, so that each is measured once. It stands in the extension's own localStorage: the
 * offscreen document has no chrome.storage, and no page's script reads this one. Another Facet, another browser or another
 * graphics processor is measured anew.
 */

/** Its place in localStorage. */
const KEY = 'backend';

const SPEEDS = v.object({ one: v.pipe(v.number(), v.gtValue(0)), many: v.pipe(v.number(), v.gtValue(0)) });
const KEPT = v.object({
  software: v.string(),
  measured: v.record(v.string(), v.object({ wasm: SPEEDS, webgpu: v.nullable(SPEEDS) })),
});

const software = () => `${chrome.runtime.getManifest().version}, ${browserVersion()}`;

/** @param processor as the back end names it. @returns null: not measured with this software, or forgotten. */
export function recallMeasured(processor: string): Measured | null {
  const known = ofThisSoftware();
  return Object.hasOwn(known, processor) ? known[processor]! : null;
}

export function keepMeasured(processor: string, measured: Measured): void {
  const all = { ...ofThisSoftware(), [processor]: measured };
  localStorage.setItem(KEY, JSON.stringify({ software: software(), measured: all }));
}

export function forgetMeasured(): void {
  localStorage.removeItem(KEY);
}

function ofThisSoftware(): Readonly<Record<string, Measured>> {
  const { success, output } = v.safeParse(KEPT, parsed(localStorage.getItem(KEY) ?? ''));
  return success && output.software === software() ? output.measured : {};
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
