import type { CallProbe, CallSnapshot } from '../messages';
import { type Mode, needs } from '../mode';
import type { Access } from './page';

/** What is known; undefined: not asked yet. */
export interface Known {
  readonly hasAgreed: boolean | undefined;
  readonly access: Access | undefined;
  /** null: no content script answers in the page. */
  readonly probe: CallProbe | null | undefined;
  /** null: the offscreen document reads no call in this tab, or is not there. */
  readonly snapshot: CallSnapshot | null;
  /** The user pressed Start, and nothing has come of it yet. */
  readonly starting: boolean;
}

export type View =
  | { readonly is: 'waiting' }
  /** The user has not agreed to what Facet does, or not to what is new. */
  | { readonly is: 'welcome' }
  | { readonly is: 'impossible' }
  | { readonly is: 'enable'; readonly host: string; readonly pattern: string }
  | { readonly is: 'reload' }
  | { readonly is: 'no call'; readonly siteLabel: string }
  | { readonly is: 'ready'; readonly probe: CallProbe }
  | { readonly is: 'starting' }
  /** Reading was started, and nobody is there whom its mode is about: there is nothing to send to the engine. */
  | { readonly is: 'nobody'; readonly siteLabel: string; readonly mode: Mode }
  | { readonly is: 'reading'; readonly snapshot: CallSnapshot };

/** Which of its faces the popup shows. */
export function viewOf({ hasAgreed, access, probe, snapshot, starting }: Known): View {
  if (hasAgreed === undefined) return { is: 'waiting' };
  if (!hasAgreed) return { is: 'welcome' };
  if (snapshot) return { is: 'reading', snapshot };
  if (probe) return withContentScript(probe, starting);
  if (access === undefined || probe === undefined) return { is: 'waiting' };
  if (access.is === 'possible') return { is: 'enable', host: access.host, pattern: access.pattern };
  return { is: access.is === 'allowed' ? 'reload' : 'impossible' };
}

function withContentScript(probe: CallProbe, starting: boolean): View {
  const { reading: mode, siteLabel } = probe;
  if (mode !== null && numberOf(probe, mode) === 0) return { is: 'nobody', siteLabel, mode };
  if (starting || probe.reading !== null) return { is: 'starting' };
  return probe.tiles > 0 ? { is: 'ready', probe } : { is: 'no call', siteLabel: probe.siteLabel };
}

/** How many tiles a mode is about. */
function numberOf({ tiles, others }: CallProbe, mode: Mode): number {
  return (needs(mode, { isSelf: true }) ? tiles - others : 0) + (needs(mode, { isSelf: false }) ? others : 0);
}
