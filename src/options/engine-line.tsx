import type { EngineState } from '../engine/types';
import { t } from '../i18n/t';

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
  if (state.state === 'failed') return state.message;
  return t('engine_ready', { why: state.backend.why, model: t('model_version', { version: state.model.version }) });
}
