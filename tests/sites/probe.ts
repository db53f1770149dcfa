import '../i18n/english';
import { scanPage } from '../../src/content/scan-page';
import { Tiles } from '../../src/content/tiles';
import { outlineTiles } from '../../src/sites/outline';
import { SITES } from '../../src/sites/registry';
import type { ScannedTile, Site } from '../../src/sites/site';

/** What a test sees of a tile. `at` is the id of its element, or of the nearest ancestor with one. */
export interface SeenTile extends Pick<ScannedTile, 'key' | 'name' | 'isSelf' | 'kind' | 'region'> {
  readonly on: boolean;
  readonly at: string | null;
}

/** Lives in the page, beside the sites' rules. */
const probe = {
  scan: (siteId: string): SeenTile[] => scan(siteId).map(see),

  /** Participants of a page that is scanned once. */
  participants: (siteId: string) =>
    new Tiles('p')
      .identify(scan(siteId), Date.now())
      .map(({ tile, ...participant }) => ({ ...participant, at: see(tile).at })),

  /** Milliseconds that the second of two scans takes, with telling who is who. */
  again(siteId: string): number {
    const tiles = new Tiles('p');
    const look = () => tiles.identify(scan(siteId), performance.now());
    look();
    const began = performance.now();
    look();
    return performance.now() - began;
  },

  /** As a content script scans a page of this site, wherever this page is. */
  page(siteId: string): { changed: boolean; tiles: SeenTile[] } {
    const { changed, tiles } = scanPage({ ...siteOf(siteId), isCall: () => null });
    return { changed, tiles: tiles.map(see) };
  },

  outline: (siteId: string): string => outlineTiles(scan(siteId)),

  /** Selectors that the browser cannot parse. */
  broken: (): string[] =>
    SITES.flatMap(({ selectors }) => Object.values(selectors).flat()).flatMap(({ css }) => {
      try {
        document.querySelector(css);
        return [];
      } catch {
        return [css];
      }
    }),

  /** Gives each `<video data-plays="x">` a moving picture; equal x, equal stream. `remote:x` comes over a connection. */
  async play(): Promise<void> {
    const streams = new Map<string, Promise<MediaStream>>();
    const start = async (video: HTMLVideoElement) => {
      const name = video.dataset.plays!;
      const stream = streams.get(name) ?? streamFor(name);
      streams.set(name, stream);
      video.srcObject = await stream;
      video.removeAttribute('data-plays');
      video.muted = true;
      await video.play().catch(() => undefined);
    };
    await Promise.all([...document.querySelectorAll<HTMLVideoElement>('video[data-plays]')].map(start));
  },
};

function scan(siteId: string): ScannedTile[] {
  return siteOf(siteId).scan(document);
}

function siteOf(siteId: string): Site {
  return SITES.find(({ id }) => id === siteId)!;
}

function see({ key, name, isSelf, kind, element, source, region }: ScannedTile): SeenTile {
  const at = element.closest('[id]')?.id ?? null;
  return { key, name, isSelf, kind, on: source !== null, at, ...(region ? { region } : {}) };
}

async function streamFor(name: string): Promise<MediaStream> {
  if (name.startsWith('camera')) return navigator.mediaDevices.getUserMedia({ video: true });
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  setInterval(() => {
    context.fillStyle = `hsl(${performance.now() / 10} 80% 50%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }, 100);
  const stream = canvas.captureStream(10);
  if (name.startsWith('ended')) for (const track of stream.getTracks()) track.stop();
  return name.startsWith('remote') ? overConnection(stream) : stream;
}

async function overConnection(stream: MediaStream): Promise<MediaStream> {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  here.onicecandidate = ({ candidate }) => candidate && there.addIceCandidate(candidate);
  there.onicecandidate = ({ candidate }) => candidate && here.addIceCandidate(candidate);
  const received = new Promise<MediaStream>((resolve) => {
    there.ontrack = ({ track }) => resolve(new MediaStream([track]));
  });
  for (const track of stream.getTracks()) here.addTrack(track, stream);
  await here.setLocalDescription();
  await there.setRemoteDescription(here.localDescription!);
  await there.setLocalDescription();
  await here.setRemoteDescription(there.localDescription!);
  return received;
}

declare global {
  interface Window {
    probe: typeof probe;
  }
}
window.probe = probe;
