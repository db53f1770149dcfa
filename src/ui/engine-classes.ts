import { type Classes, KNOWN_CLASSES } from '../classes';
import type { EngineState } from '../engine/types';

/** What the engine tells apart; until it is loaded, what Facet's own model does. */
export function classesOf(engine: EngineState | null): Classes {
  return engine?.state === 'ready' ? engine.model.classes : KNOWN_CLASSES;
}
