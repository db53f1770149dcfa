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
  if (!state) return 'The engine starts when you use the camera or open a file.';
  if (state.state === 'loading') return t(`loading_${state.step}`);
  if (state.state === 'failed') return state.message;
  return `${state.backend.why} Model ${state.model.version}.`;
}
