import { useEffect, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { send } from '../../bridge/requests';
import { assetsUnder } from '../../engine/assets';
import { BrokenModel } from '../../engine/model-metadata';
import { type OwnModel, parseOwn } from '../../engine/own-model';
import { tryModel } from '../../engine/try-model';
import { errorWords, problemWords } from '../../i18n/problem-words';
import { readModelFiles } from '../../own-model/read-files';
import { forgetOwnModel, keepOwnModel, ownModel } from '../../own-model/store';
import type { LocalEngine } from '../local-engine';

export interface OwnModelState {
  /** undefined: not known yet; null: Facet's own model reads. */
  readonly model: OwnModel | null | undefined;
  readonly busy: boolean;
  /** A sentence for the user. */
  readonly problem: string | null;
  readonly load: (files: readonly File[]) => void;
  readonly goBack: () => void;
}

/** The model that the user brought, and how it is exchanged. Calls that are being read go on with theirs. */
export function useOwnModel(engine: LocalEngine): OwnModelState {
  const [model, setModel] = useState<OwnModel | null | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    ownModel().then(setModel, (error: unknown) => setProblem(errorWords(error)));
  }, []);

  // Whoever goes to another section while a model is checked keeps the one that is being read with.
  const left = useRef(new AbortController());
  useEffect(() => () => left.current.abort(), []);

  const change = (work: () => Promise<OwnModel | null>) => {
    setBusy(true);
    setProblem(null);
    work()
      .then(async (next) => {
        setModel(next);
        engine.reload();
        // Nobody answers while no call is read; the next one takes the new model.
        await send('model.changed', {}).catch(() => undefined);
      })
      .catch((error: unknown) => left.current.signal.aborted || setProblem(why(error)))
      .finally(() => setBusy(false));
  };
  const load = (files: readonly File[]) =>
    change(async () => {
      const read = await readModelFiles(files);
      parseOwn(read);
      await tryModel(assetsUnder(browser.runtime.getURL('')), read);
      left.current.signal.throwIfAborted();
      await keepOwnModel(read);
      return read;
    });
  const goBack = () =>
    change(async () => {
      await forgetOwnModel();
      return null;
    });
  return { model, busy, problem, load, goBack };
}

function why(error: unknown): string {
  return error instanceof BrokenModel ? problemWords({ code: 'model_refused', why: error.why }) : errorWords(error);
}
