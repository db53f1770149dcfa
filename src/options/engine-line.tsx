import type { EngineState } from '../engine/types';
import { problemWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import { backendWords } from '../ui/backend-words';

/** What the engine of this page runs on. */
export function EngineLine({ state }: { state: EngineState | null }) {
  return (
    <p class="engine small quiet" role="status">
      {words(state)}
    </p>
  );
}

function words(state: EngineState | null): string {
  if (!state) return t('engine_idle');
  if (state.state === 'loading') return t(`loading_${state.step}`);
  if (state.state === 'failed') return problemWords(state.problem);
  return t('engine_ready', {
    why: backendWords(state.backend),
    model: t('model_version', { version: state.model.version }),
  });
}
