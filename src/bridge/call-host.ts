import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import type { Frame, TileReading } from '../engine/types';
import { MOST_PIXELS } from '../frame-size';
import {
  CALL_PORT,
  type CapturedFrame,
  MOST_PICTURES,
  type Participant,
  type Saving,
  type ToCall,
  UNASKED,
} from '../messages';
import type { Problem } from '../problem';
import { PageClock } from './page-clock';
import { unpackFrame } from './raw-picture';
import { HeldPictures } from './replenishment';
import { MOST, PARTICIPANT, TO_ENGINE } from './schemas';

/** Frames of now: none is from later than it was sent, and one that took longer than this is of no use. Milliseconds. */
const OLDEST = 10_000;

/** Of a page's first frames, which it sends unasked: what waited longer than this is no picture of now. Milliseconds. */
const FIRST_WAIT = 1000;

/** A content script that has not answered a pull by then is asked again. Milliseconds. */
const ANSWER_WITHIN = 2000;

export interface CallEvents {
  /** @param callKey what the page's address calls its call. */
  hello(callKey: string | null): void;
  participants(list: readonly Participant[]): void;
  /** The user stopped reading: the session ends here. */
  stopped(): void;
  /** The page went, the content script stopped, or the extension was updated. Nothing follows. */
  gone(): void;
}

/** The engine's end of a call's port: one content script, in one frame of one tab. */
export class CallHost {
  readonly tabId: number;
  /** The page's document: the same after a reconnect, another after a reload. */
  readonly documentId: string;
  /** The browser's word on where the document is from. */
  readonly origin: string;
  /** Nobody sees its page, as the last frames told. */
  isHidden = false;
  /** Why its page gave fewer pictures than it was asked for. */
  saves: Saving | null = null;
  private tick = 0;
  private answer: ((frames: Frame[] | null) => void) | null = null;
  /** The page's first frames, which nobody has asked for yet, and when they came. */
  private first: { readonly frames: Frame[]; readonly at: number } | null = null;
  private connected = true;
  private refused: Problem | null = null;
  /** Each document has its own. */
  private readonly clock = new PageClock(OLDEST);
  /** Of who is read, and may be. */
  private readonly pictures = new HeldPictures();

  private constructor(
    private readonly port: Runtime.Port,
    sender: Runtime.MessageSender,
    private readonly events: CallEvents,
  ) {
    this.tabId = sender.tab!.id!;
    this.documentId = sender.documentId ?? `${sender.tab!.id}/${sender.frameId}`;
    this.origin = new URL(sender.url!).origin;
    port.onMessage.addListener((message: unknown) => this.receive(message));
    port.onDisconnect.addListener(() => this.disconnect());
  }

  /**
   * Takes over a port that a content script of ours opened.
   *
   * @param listen makes the listeners, for the host that they will hear.
   * @returns null for any other port, which is left alone.
   */
  static accept(port: Runtime.Port, listen: (host: () => CallHost) => CallEvents): CallHost | null {
    const { sender } = port;
    if (port.name !== CALL_PORT || sender?.id !== browser.runtime.id || sender.tab?.id === undefined || !sender.url)
      return null;
    let host: CallHost | null = null;
    host = new CallHost(
      port,
      sender,
      listen(() => host!),
    );
    return host;
  }

  /**
   * Asks for the frames that are new since the last pull, one pull at a time. The caller closes their pictures.
   *
   * @param maxSide longest side of a frame, in pixels.
   * @returns null where no answer came in time, or the port closed.
   */
  pull(maxSide: number): Promise<Frame[] | null> {
    if (this.answer) throw new Error('One pull at a time.');
    const first = this.takeFirst();
    if (first) return Promise.resolve(first);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answer?.(null), ANSWER_WITHIN);
      this.answer = (frames) => {
        clearTimeout(timer);
        this.answer = null;
        resolve(frames);
      };
      this.tick++;
      this.send({ type: 'pull', tick: this.tick, maxSide, held: this.pictures.times });
    });
  }

  /** Does nothing once the port is closed. */
  send(message: ToCall): void {
    if (this.connected) this.port.postMessage(message);
    else this.answer?.(null);
  }

  /** Tells the page why something of it is not taken; null: all is. */
  refuse(problem: Problem | null): void {
    if (JSON.stringify(problem) === JSON.stringify(this.refused)) return;
    this.refused = problem;
    this.send({ type: 'refused', problem });
  }

  /** Sends readings back by the page's own clock. */
  sendReadings(readings: readonly TileReading[]): void {
    this.send({
      type: 'readings',
      readings: readings.map((reading) => ({ ...reading, time: reading.time + this.clock.offset })),
    });
  }

  /** Breaks off: the page's script connects anew. */
  close(): void {
    if (!this.connected) return;
    this.port.disconnect();
    // Chrome tells only the other end.
    this.disconnect();
  }

  /** A page can be taken over by other code, so a message is looked at before it is believed. */
  private receive(given: unknown): void {
    const { success, output: message } = v.safeParse(TO_ENGINE, given);
    if (!success) {
      closeAll((given as { frames?: unknown } | null)?.frames);
      this.refuse({ code: 'page_strange' });
    } else if (message.type === 'hello') this.events.hello(message.callKey);
    else if (message.type === 'participants') {
      const list = this.bounded(message.participants);
      this.pictures.keep(new Set(list.flatMap(({ id, camera }) => (camera === 'on' ? id : []))));
      this.events.participants(list);
    } else if (message.type === 'stopped') this.events.stopped();
    else {
      const { now } = message;
      this.isHidden = message.hidden;
      this.saves = message.saves;
      this.clock.hear(now, performance.now());
      const frames = limited(
        message.frames.slice(0, MOST.people).flatMap((frame) => opened(frame, this.clock.offset, now, this.pictures)),
      );
      closeAll(message.frames.slice(MOST.people));
      const isAsked = message.tick === this.tick || (message.tick === UNASKED && this.tick === 1);
      if (isAsked && this.answer) this.answer(frames);
      else if (message.tick === UNASKED && this.tick === 0 && !this.first)
        this.first = { frames, at: performance.now() };
      // Too late: the next pull is out, and has its own frames.
      else closeImages(frames);
    }
  }

  /** The page's first frames, once; null where there are none, or none of now. */
  private takeFirst(): Frame[] | null {
    const { first } = this;
    this.first = null;
    if (!first) return null;
    this.tick++;
    if (this.connected && performance.now() - first.at <= FIRST_WAIT) return first.frames;
    closeImages(first.frames);
    return null;
  }

  /** Those of a list that are as our content script makes them, each id once. */
  private bounded(list: readonly unknown[]): Participant[] {
    const found = new Map<string, Participant>();
    for (const one of list.slice(0, MOST.people)) {
      const { success, output } = v.safeParse(PARTICIPANT, one);
      if (success && !found.has(output.id)) found.set(output.id, output);
    }
    const { people, units: letters } = MOST;
    const count = list.length - found.size;
    if (count > 0) this.refuse({ code: 'page_tooMany', count, people, letters });
    // A list that is whole answers this, and nothing else that was refused.
    else if (this.refused?.code === 'page_tooMany') this.refuse(null);
    return [...found.values()];
  }

  private disconnect(): void {
    this.connected = false;
    this.pictures.keep(new Set());
    this.answer?.(null);
    this.takeFirst();
    this.events.gone();
  }
}

function opened(given: unknown, offset: number, sent: number, pictures: HeldPictures): Frame[] {
  const { participantId, time: taken, image } = (given ?? {}) as Partial<CapturedFrame>;
  const isKnown = typeof participantId === 'string' && typeof taken === 'number';
  if (!isKnown || !(taken <= sent && taken >= sent - OLDEST)) {
    closeAll([given]);
    return [];
  }
  const time = taken - offset;
  if (image === null) return [{ participantId, time, image }];
  if (image instanceof ImageBitmap) {
    pictures.forget(participantId);
    return [{ participantId, time, image }];
  }
  const whole = image?.data instanceof ArrayBuffer ? pictures.complete(participantId, taken, image) : null;
  const frame = whole && unpackFrame(whole);
  if (!frame) pictures.forget(participantId);
  return frame ? [{ participantId, time, image: frame }] : [];
}

/** No more than a pull asks for: one picture of each, none larger than asked for, and not too many. Closes the others. */
function limited(frames: readonly Frame[]): Frame[] {
  const seen = new Set<string>();
  let pictures = 0;
  return frames.filter(({ participantId, image }) => {
    const isWanted =
      !seen.has(participantId) && (!image || (pixelsOf(image) <= MOST_PIXELS && pictures < MOST_PICTURES));
    if (isWanted) seen.add(participantId);
    if (isWanted && image) pictures++;
    if (!isWanted) image?.close();
    return isWanted;
  });
}

function closeImages(frames: readonly Frame[]): void {
  for (const { image } of frames) image?.close();
}

function pixelsOf(image: ImageBitmap | VideoFrame): number {
  const { width, height } = image instanceof ImageBitmap ? image : image.visibleRect!;
  return width * height;
}

/** Pictures of what is not taken, whatever it is. */
function closeAll(frames: unknown): void {
  if (!Array.isArray(frames)) return;
  for (const frame of frames) {
    const { image } = (frame ?? {}) as { image?: unknown };
    if (image instanceof ImageBitmap) image.close();
  }
}
