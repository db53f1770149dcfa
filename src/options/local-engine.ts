import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { backendMemory } from '../backend-memory';
import { assetsUnder } from '../engine/assets';
import { modelDigest } from '../engine/own-model';
import { Pipeline } from '../engine/pipeline';
import type { EngineState } from '../engine/types';
import { ownModel } from '../own-model/store';
import { problemOf } from '../problem';
import { report } from '../report';
import { TUNED } from '../tuning';
import { useSettings } from '../ui/use-settings';

export interface LocalEngine {
  /** null: not asked for yet. */
  readonly state: EngineState | null;
  /** The engine, loaded at the first call. Rejects with a sentence for the user; the next call tries again. */
  readonly load: () => Promise<Pipeline>;
  /** Another model is to be read with: the next load takes it. */
  readonly reload: () => void;
}

/** This page's own engine, the very one that calls use: shared by its sections, and gone with the page. */
export function useLocalEngine(): LocalEngine {
  const [state, setState] = useState<EngineState | null>(null);
  const loading = useRef<Promise<Pipeline> | null>(null);
  const ended = useRef(new AbortController());
  const settings = useSettings();
  const tuning = useRef(TUNED);
  useEffect(() => () => ended.current.abort(), []);
  useEffect(() => {
    if (!settings) return;
    const { smoothing, certainty } = settings;
    tuning.current = { smoothing, certainty };
    void loading.current?.then(
      (pipeline) => {
        pipeline.tuning = tuning.current;
      },
      () => undefined,
    );
  }, [settings]);

  const create = async (): Promise<Pipeline> => {
    setState({ state: 'loading', step: 'engine' });
    const { signal } = ended.current;
    try {
      const own = await ownModel();
      const assets = assetsUnder(browser.runtime.getURL(''));
      const pipeline = await Pipeline.create(assets, {
        signal,
        recall: backendMemory(modelDigest(assets, own)).recall,
        onStep: (step) => {
          if (!signal.aborted) setState({ state: 'loading', step });
        },
        ...(own ? { own } : {}),
      });
      pipeline.tuning = tuning.current;
      setState({ state: 'ready', backend: pipeline.backend, model: pipeline.model });
      return pipeline;
    } catch (error) {
      if (signal.aborted) throw error;
      report('loading the engine', error);
      loading.current = null;
      setState({ state: 'failed', problem: problemOf(error) });
      throw error;
    }
  };
  const load = () => {
    loading.current ??= create();
    return loading.current;
  };
  const reload = () => {
    ended.current.abort();
    ended.current = new AbortController();
    loading.current = null;
    setState(null);
  };
  return { state, load, reload };
}
