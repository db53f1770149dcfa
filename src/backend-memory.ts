import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { browserVersion } from './browser-version';
import type { Recall } from './engine/backend';
import type { Measured } from './engine/types';

/**
 * How fast this machine's back ends are, so that each is measured once. It stands in the extension's own localStorage: the
 * offscreen document has no browser.storage, and no page's script reads this one. Another Facet, another browser, another
 * graphics processor or another model is measured anew.
 */
export interface BackendMemory {
  /** null: not measured with this software, or forgotten. */
  readonly recall: Recall;
  keep(processor: string, measured: Measured): void;
}

/** Its place in localStorage. */
const KEY = 'backend';
/** What is kept; of more, the oldest goes: somebody may try many models. */
const MOST = 20;

const SPEEDS = v.object({ one: v.pipe(v.number(), v.gtValue(0)), many: v.pipe(v.number(), v.gtValue(0)) });
const KEPT = v.object({
  software: v.string(),
  trials: v.array(
    v.object({
      processor: v.string(),
      model: v.string(),
      measured: v.object({ wasm: SPEEDS, webgpu: v.nullable(SPEEDS) }),
    }),
  ),
});
type Trials = v.InferOutput<typeof KEPT>['trials'];

const software = () => `${browser.runtime.getManifest().version}, ${browserVersion()}`;

/** @param model tells models apart (engine/own-model.ts, modelDigest): one may be slow where another is fast. */
export function backendMemory(model: string): BackendMemory {
  const isOf = (processor: string) => (trial: Trials[number]) => trial.processor === processor && trial.model === model;
  return {
    recall: (processor) => ofThisSoftware().find(isOf(processor))?.measured ?? null,
    keep(processor, measured) {
      const isThis = isOf(processor);
      const others = ofThisSoftware().filter((trial) => !isThis(trial));
      const trials = [...others, { processor, model, measured }].slice(-MOST);
      localStorage.setItem(KEY, JSON.stringify({ software: software(), trials }));
    },
  };
}

/** Both back ends are tried anew in the next call. */
export function forgetMeasured(): void {
  localStorage.removeItem(KEY);
}

function ofThisSoftware(): Trials {
  const { success, output } = v.safeParse(KEPT, parsed(localStorage.getItem(KEY) ?? ''));
  return success && output.software === software() ? output.trials : [];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
