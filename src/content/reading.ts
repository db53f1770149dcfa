import { type CallPort, openCallPort } from '../bridge/call-port';
import { contextLives } from '../bridge/context';
import type { PageSettings, Participant, StartOrder, ToCall } from '../messages';
import { type Mode, needs } from '../mode';
import { report } from '../report';
import { sentence } from '../sentence';
import type { Site } from '../sites/site';
import { Allowance } from './budget';
import { Exclusions } from './exclusions';
import { Frames } from './frames';
import { OverlaySwitch } from './overlay-switch';
import { watchPageSettings } from './page-settings';
import { ParticipantList } from './participant-list';
import { isPresenting } from './presenting';
import { scanPage } from './scan-page';
import { watchPage } from './schedule';
import { type LiveTile, Tiles } from './tiles';
import { View } from './view';

/**
 * Milliseconds after which a scan is too old to take frames by: timers of a hidden tab may be late. Above the rest that a
 * dear scan gives a crowded page, which would be none otherwise.
 */
const SCAN_AGE = 3000;
/** Taking and sending frames: of the main thread's time, and the tiles that are read at every pull whatever they cost. */
const CAPTURE = { share: 0.015, least: 4 };
/**
 * From so many tiles on the page comes first: less of its time, and frames of this longest side, in pixels, at which four
 * bytes a pixel stay under 64 KiB. To send more at once took the page three times as long (2026-11-26).
 */
const CROWD = { tiles: 20, share: 0.01, least: 1, maxSide: 160 };
/** Milliseconds after which an engine that should be pulling is taken for dead. */
const SILENCE = 10_000;

/** Of an audience nobody's name is anyone's business. */
function nameless(participant: Participant): Participant {
  return { ...participant, name: '', named: false };
}

/** How reading a page ends, and what is done then. */
interface Endings {
  /** The extension was updated, switched off or removed. */
  readonly gone: () => void;
  /** The page went on to another call than the user asked to read, or the line was clicked to stop. */
  readonly ended: () => void;
  /** The user did not start reading, or, where that was wanted once, agrees no more. */
  readonly unwanted: (wasWanted: boolean) => void;
  /** Aborts when another content script reads instead. */
  readonly succeeded: AbortSignal;
}

/** A call that is being read. */
export interface ReadCall {
  readonly mode: Mode;
  /** A sentence for the user on what keeps Facet from showing on the page that it reads; null where nothing does. */
  readonly problem: string | null;
}

/**
 * Reads the call of this frame until the signal aborts: scans the page for tiles, hands over frames when the engine asks,
 * draws what comes back. A frame without tiles only waits for some.
 * @param order whose tiles those are: of others no picture is taken, and nothing is told to the engine.
 */
export function readCall(
  site: Site,
  order: StartOrder,
  { gone, ended, unwanted, succeeded }: Endings,
  signal: AbortSignal,
): ReadCall {
  const { mode } = order;
  const tiles = new Tiles('p');
  const frames = new Frames();
  const participantList = new ParticipantList();
  const camera = (id: string) => frames.camera(id);
  const view = new View(camera, order);
  const settle = (chosen: PageSettings | null) => {
    if (!chosen) return unwanted(settings !== null);
    settings = chosen;
    overlay.settle(chosen);
    exclusions.settle(chosen.excluded);
    draw();
  };
  const overlay = new OverlaySwitch(mode, { signal, succeeded }, ended);
  const allowance = new Allowance();
  const exclusions = new Exclusions(() => scanNow());
  /** Everyone whom the mode is about, those included who are left out. */
  let inCall: readonly LiveTile[] = [];
  let port: CallPort | null = null;
  let settings: PageSettings | null = null;
  let room: string | null = null;
  let scannedAt = 0;
  let heardAt = 0;

  const scan = () => {
    if (!contextLives()) return gone();
    const here = site.room?.(new URL(location.href)) ?? null;
    if (room !== null && here !== null && here !== room) return ended();
    room ??= here;
    const now = performance.now();
    scannedAt = now;
    try {
      const scanned = scanPage(site).tiles;
      overlay.isPresenting = isPresenting(scanned);
      inCall = tiles.identify(scanned, now).filter((tile) => needs(mode, tile));
      view.tiles = inCall.filter((tile) => exclusions.mayRead(tile, now));
      view.problems.page = null;
    } catch (error) {
      report('finding the people of a page', error);
      inCall = [];
      view.tiles = [];
      view.problems.page = `Facet cannot find the people on this page: ${sentence(error)}`;
    }
    frames.look(view.tiles);
    if (inCall.length > 0 && settings) port ??= openCallPort(listener, signal);
    tell(now);
    draw();
    const isIdle = view.engine?.state !== 'ready' || view.tiles.every(({ id }) => camera(id) === 'off');
    if (isIdle) heardAt = now;
    else if (now - heardAt > SILENCE) port?.restart();
  };

  const present = (now: number) => {
    const out = new Set(inCall.filter((tile) => exclusions.has(tile)).map(({ id }) => id));
    const list = participantList
      .list(inCall, camera, now)
      .map((one) => (out.has(one.id) ? ({ ...one, camera: 'off', excluded: true } as const) : one));
    return mode === 'audience' ? list.map(nameless) : list;
  };

  const tell = (now: number) => {
    const participants = present(now);
    if (participantList.hasChanged(participants)) port?.send({ type: 'participants', participants });
  };

  /** Whether who is left out was also kept for later calls. @param error null: it was. */
  const kept = (error: unknown) => {
    if (error !== null) report('keeping who is left out', error);
    view.problems.exclusion =
      error === null ? null : `This holds for this call, but could not be kept for later ones: ${sentence(error)}`;
    draw();
  };

  const draw = () => {
    // Where the page cannot be read, the sentence that says so must stand somewhere; not in each of its frames.
    const isBroken = view.problems.page !== null && (port !== null || window === window.top);
    const canvas = overlay.for(inCall.length > 0 || isBroken);
    if (canvas) view.show(canvas, performance.now());
  };

  const answer = async (tick: number, maxSide: number) => {
    // A page that was just built anew is not a page of dark cameras.
    const isOutdated = view.tiles.some(({ tile }) => tile.source?.isConnected === false);
    if (isOutdated || performance.now() - scannedAt > SCAN_AGE) scanNow();
    try {
      const began = performance.now();
      const isCrowd = view.tiles.length >= CROWD.tiles;
      const most = allowance.at(began, isCrowd ? CROWD : CAPTURE);
      const side = isCrowd ? Math.min(maxSide, CROWD.maxSide) : maxSide;
      const taking = frames.take(view.tiles, { maxSide: side, most, faceless: (id) => view.isFaceless(id) });
      const asked = performance.now();
      const taken = await taking;
      if (signal.aborted) return;
      const sending = performance.now();
      // Whose camera went off, or came back, must be known before the frames of the others.
      tell(performance.now());
      port?.send({ type: 'frames', tick, now: performance.now(), frames: taken });
      for (const { image } of taken) if (image instanceof ImageBitmap) image.close();
      allowance.note(asked - began + performance.now() - sending, taken.length);
      view.problems.pictures = null;
    } catch (error) {
      report('taking pictures of a page', error);
      view.problems.pictures = `Facet cannot take pictures of this page: ${sentence(error)}`;
      port?.send({ type: 'frames', tick, now: performance.now(), frames: [] });
      draw();
    }
  };

  const listener = {
    connected() {
      view.connected();
      port?.send({ type: 'hello', room });
      port?.send({ type: 'participants', participants: present(performance.now()) });
      draw();
    },
    message(message: ToCall) {
      heardAt = performance.now();
      if (message.type === 'pull') return void answer(message.tick, message.maxSide);
      if (message.type === 'exclude') {
        const tile = inCall.find(({ id }) => id === message.participantId);
        if (tile) exclusions.set(tile, message.excluded).then(() => kept(null), kept);
        return;
      }
      if (message.type === 'refused') view.problems.refused = message.message;
      else if (message.type === 'readings') view.addReadings(message.readings, overlay.showsUsual);
      else view.engine = message.engine;
      draw();
    },
    lost(why?: string) {
      view.lost(why);
      draw();
    },
    gone,
  };

  const scanNow = watchPage(scan, signal);
  watchPageSettings(settle, signal);
  return {
    mode,
    get problem() {
      return overlay.problem;
    },
  };
}
