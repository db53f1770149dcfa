import { type Mark, readMark } from '../../../scripts/call/page/mark';
import { unpackFrame } from '../../../src/bridge/raw-picture';
import type { TileReading } from '../../../src/engine/types';
import { EXPRESSIONS } from '../../../src/expressions';
import type { CapturedFrame, PageSettings, Participant, ToCall, ToEngine } from '../../../src/messages';
import { DEFAULTS } from '../../../src/settings';

/** A frame that the content script handed over, and who is in it. */
export interface SeenFrame {
  readonly id: string;
  /** null: no mark in it. */
  readonly mark: Mark | null;
}

const LABELS = EXPRESSIONS;

/**
 * An engine that reads nothing but the marks in pictures (scripts/call/page/mark.ts), at once. What has no mark is the own
 * camera, and appears neutral unless it is dark.
 */
/** What was seen of one frame. */
interface Look extends SeenFrame {
  readonly reading: TileReading;
}

class MarkEngine {
  participants: readonly Participant[] = [];
  private deliver: (message: ToCall) => void = () => undefined;
  private answer: (frames: readonly SeenFrame[]) => void = () => undefined;
  private tick = 0;
  /** Of each participant last: a frame without a picture is the same again. */
  private readonly seen = new Map<string, Look>();
  private readonly canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

  /** Asks for the frames that are fresh, gives their readings back, and returns what was in them. */
  pull(maxSide = 320): Promise<readonly SeenFrame[]> {
    return new Promise((resolve) => {
      this.answer = resolve;
      this.deliver({ type: 'pull', tick: ++this.tick, maxSide, held: {} });
    });
  }

  connect(deliver: (message: ToCall) => void): void {
    this.deliver = deliver;
  }

  receive(message: ToEngine): void {
    if (message.type === 'hello') {
      const model = { version: 'marks', classes: LABELS.map((name) => ({ name })) };
      this.deliver({ type: 'engine', engine: { state: 'ready', backend: { name: 'wasm', why: 'none' }, model } });
    } else if (message.type === 'participants') {
      this.participants = message.participants;
    } else if (message.type === 'frames') {
      const seen = message.frames.map((frame) => this.look(frame));
      this.deliver({ type: 'readings', readings: seen.map(({ reading }) => reading) });
      this.answer(seen.map(({ id, mark }) => ({ id, mark })));
    }
  }

  /** At once: the picture is closed as soon as it was sent. */
  private look({ participantId: id, time, image }: CapturedFrame): Look {
    const before = this.seen.get(id);
    if (!image) return { ...before!, reading: { ...before!.reading, time } };
    const picture = image instanceof ImageBitmap ? image : unpackFrame(image)!;
    const { width, height } = picture instanceof ImageBitmap ? picture : picture.visibleRect!;
    this.canvas.canvas.width = width;
    this.canvas.canvas.height = height;
    this.canvas.drawImage(picture, 0, 0);
    picture.close();
    const top = this.canvas.getImageData(0, 0, width, Math.ceil(width / 16));
    const mark = readMark(top);
    const isDark = !top.data.some((value, i) => i % 4 < 3 && value > 60);
    const expression = mark?.expression ?? 'neutral';
    const face = {
      face: 1,
      box: { x: 0.35, y: 0.25, width: 0.3, height: 0.5 },
      score: 0.9,
      probabilities: LABELS.map((label) => (label === expression ? 1 : 0)),
      expression,
      confidence: 1,
    };
    const look: Look = { id, mark, reading: { participantId: id, time, faces: isDark ? [] : [face] } };
    this.seen.set(id, look);
    return look;
  }
}

export const engine = new MarkEngine();

const SETTINGS: PageSettings = { ...DEFAULTS, excluded: [] };

const nobody = { addListener: () => undefined, removeListener: () => undefined };

/** Stands in for webextension-polyfill: the extension's side is the engine above. */
export default {
  runtime: {
    id: 'facet',
    sendMessage: async ({ facet }: { facet: string }) => (facet === 'page.settings' ? SETTINGS : { ok: true }),
    onMessage: nobody,
    connect: () => ({
      // Messages cross a process: they arrive later.
      onMessage: {
        addListener: (listener: (message: ToCall) => void) =>
          engine.connect((message) => queueMicrotask(() => listener(message))),
      },
      onDisconnect: nobody,
      postMessage: (message: ToEngine) => engine.receive(message),
      disconnect: () => undefined,
    }),
  },
};
