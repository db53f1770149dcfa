import { hasAgreed } from '../consent';
import { loadSettings, saveSettings } from '../stored-settings';
import { markProblem } from './badge';
import { startCall, stopCall } from './calls';
import { probe } from './content-scripts';
import { openWelcome } from './welcome';

/** Alt+Shift+F: starts or stops reading in the tab; where the user never agreed, shows to what. */
export async function toggleReading(tab: { readonly id?: number | undefined } | undefined): Promise<void> {
  if (!hasAgreed(await loadSettings())) return openWelcome();
  if (tab?.id === undefined) return;
  const outcome = (await probe(tab.id))?.reading ? await stopCall(tab.id) : await startCall(tab.id);
  if (!outcome.ok) await markProblem(tab.id, outcome.problem);
}

/** Alt+Shift+O */
export async function toggleOverlay(): Promise<void> {
  await saveSettings({ overlay: !(await loadSettings()).overlay });
}
