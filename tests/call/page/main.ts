import { Call } from './call';
import { playDemo } from './demo';
import { GenericView } from './generic';
import { MeetView } from './meet';
import { addToolbar } from './toolbar';
import type { View } from './view';
import { ZoomView } from './zoom';

/** Who sits at this computer; the picture is the browser's fake camera. */
const MYSELF = 'Mei Tanaka';

declare global {
  interface Window {
    /** Set once the own camera is on. */
    call?: Call;
  }
}

/**
 * One page for every site, told apart as the sites are: by address.
 * `?demo` fills the call; `?pixels=canvas` (Zoom) draws all tiles on one canvas.
 */
function viewFor({ hostname, searchParams }: URL): View {
  if (hostname === 'meet.google.com') return new MeetView();
  if (hostname.endsWith('.zoom.us')) return new ZoomView(searchParams.get('pixels') === 'canvas' ? 'canvas' : 'video');
  return new GenericView();
}

async function start(): Promise<void> {
  const url = new URL(location.href);
  const view = viewFor(url);
  addToolbar(`${url.hostname}${url.pathname}`);
  const call = new Call(view);
  await call.joinMyself(MYSELF);
  if (url.searchParams.has('demo')) await playDemo(call);
  window.call = call;
  // Zoom's client is a frame; tests talk to the page around it.
  window.parent.call = call;
}

void start();
