import type { CameraState } from './camera';
import type { Effort } from './effort';
import type { EngineState, TileReading } from './engine/types';
import type { Who } from './exclusion';
import type { Mode } from './mode';
import type { Problem } from './problem';
import type { ErrorNote } from './report';
import type { Settings } from './settings';
import type { Tuning } from './tuning';

/**
 * Every message between contexts, typed once. Requests are one-off and answered; the two ports below stay open.
 * Frames go over a Port because only a Port carries an ImageBitmap (manifest: "message_serialization": "structured_clone").
 */
export type Context = 'background' | 'content' | 'offscreen' | 'popup' | 'options' | 'welcome';

interface Request<Body, Answer> {
  body: Body;
  answer: Answer;
}

export interface Requests {
  /** The user starts or stops reading the call of a tab. */
  'call.start': Request<{ tabId: number; mode?: Mode }, Outcome>;
  'call.stop': Request<{ tabId?: number }, Outcome>;
  /** Something went wrong in a context, and a maintainer should know. */
  'error.noted': Request<{ context: Context; note: ErrorNote }, Outcome>;
  /** A content script found no engine behind its port: bring the offscreen document (back) up. */
  'engine.ensure': Request<Record<string, never>, Outcome>;
  /** The user looks at a call that can be started: bring the offscreen document up, so that a start finds the engine there. */
  'engine.prepare': Request<Record<string, never>, Outcome>;
  /** A frame came up in a page: it is read if its page is. */
  'frame.arrived': Request<Record<string, never>, Outcome>;
  /** What the user chose, for the page that asks; null: there the user did not start reading, or agrees no more. */
  'page.settings': Request<Record<string, never>, PageSettings | null>;
  /** Somebody of the page that asks is never to be read on its site, or is to be again. */
  'person.exclude': Request<Who & { excluded: boolean }, Outcome>;
  /** Whether, and as what, the user wants a page's document read; null: not at all. */
  'call.terms': Request<{ tabId: number; documentId: string; origin: string }, DocumentTerms | null>;
  /** The offscreen document tells whether any call is being read (toolbar badge, and closing the document when idle). */
  'calls.changed': Request<{ calls: ReadTab[] }, Outcome>;
  /** Readings wait some seconds in memory before they are stored; an export wants them all. */
  'sessions.flush': Request<Record<string, never>, Outcome>;
  /** Deletes for good sessions that were deleted: these, or all that no page can take back any more. */
  'trash.empty': Request<{ sessions?: string[] }, Outcome>;
  /** The user brought another model, or went back to Facet's: calls that are begun from now on are read with it. */
  'model.changed': Request<Record<string, never>, Outcome>;
  /** Marks this moment of the call that is read in a tab, or puts a word beside an earlier mark (milliseconds since the epoch). */
  'call.mark': Request<{ tabId: number; word: string; time?: number }, MarkOutcome>;
  /** Somebody is not to be read, or is to be again: at once, and in later calls. */
  'participant.exclude': Request<Exclusion, Outcome>;
  /** Deletes what was recorded of somebody until now, where their session is being recorded. */
  'participant.erase': Request<{ session: string; participant: string }, Erasure>;
  /** The user wants readings made otherwise from now on. */
  'reading.tuned': Request<Wishes, Outcome>;
  /** To every content script: what `page.settings` answers may be another now. */
  'settings.changed': Request<Record<string, never>, Outcome>;
  /** To the content scripts of one tab. Frames without tiles answer too; the caller takes the best answer. */
  'content.probe': Request<Record<string, never>, CallProbe>;
  'content.start': Request<StartOrder, Outcome>;
  'content.stop': Request<Record<string, never>, Outcome>;
  /** How the page is built, as text for a bug report: nothing of who is in the call. */
  'content.report': Request<Record<string, never>, { readonly text: string }>;
}

export type RequestName = keyof Requests;

/** Who answers a request, and who may send it. */
export const ROUTES: { readonly [Name in RequestName]: { readonly to: Context; readonly from: readonly Context[] } } = {
  'call.start': { to: 'background', from: ['popup'] },
  'call.stop': { to: 'background', from: ['popup', 'content'] },
  'error.noted': { to: 'background', from: ['content', 'offscreen', 'popup', 'options', 'welcome'] },
  'engine.ensure': { to: 'background', from: ['content'] },
  'engine.prepare': { to: 'background', from: ['popup'] },
  'frame.arrived': { to: 'background', from: ['content'] },
  'page.settings': { to: 'background', from: ['content'] },
  'person.exclude': { to: 'background', from: ['content'] },
  'call.terms': { to: 'background', from: ['offscreen'] },
  'calls.changed': { to: 'background', from: ['offscreen'] },
  'participant.exclude': { to: 'offscreen', from: ['popup'] },
  'participant.erase': { to: 'offscreen', from: ['popup', 'options'] },
  'sessions.flush': { to: 'offscreen', from: ['popup', 'options'] },
  'trash.empty': { to: 'background', from: ['options'] },
  'model.changed': { to: 'offscreen', from: ['options'] },
  'call.mark': { to: 'offscreen', from: ['popup', 'background'] },
  'reading.tuned': { to: 'offscreen', from: ['background'] },
  'settings.changed': { to: 'content', from: ['background'] },
  'content.probe': { to: 'content', from: ['popup', 'background'] },
  'content.start': { to: 'content', from: ['background'] },
  'content.stop': { to: 'content', from: ['background'] },
  'content.report': { to: 'content', from: ['popup'] },
};

/** Somebody is to be left out, or read again. */
export interface Exclusion {
  readonly tabId: number;
  /** As the snapshot names them. */
  readonly participantId: string;
  readonly excluded: boolean;
}

/** `isErased` false: nobody records that session now. */
export type Erasure =
  | { readonly ok: true; readonly isErased: boolean }
  | { readonly ok: false; readonly problem: Problem };

/** A tab whose call is read. */
export interface ReadTab {
  readonly tabId: number;
  readonly mode: Mode;
}

/** What a page must know of the settings, and who is left out on its site. */
export interface PageSettings
  extends Omit<Settings, 'consent' | 'mode' | 'pseudonyms' | 'keepDays' | 'effort' | keyof Tuning> {
  readonly excluded: readonly Who[];
}

/** What of a call is kept. */
export interface Keeping {
  /** "Person A" is kept instead of names. */
  readonly pseudonyms: boolean;
  /** The session is deleted as soon as the call ends. */
  readonly isFleeting: boolean;
}

/** What a content script is told when it is to read. */
export interface StartOrder extends Keeping {
  readonly mode: Mode;
  /** The keys that stop it, as the browser writes them; empty where none are set. */
  readonly shortcut: string;
  /** What content scripts of this installation know each other by, whichever version they are of. */
  readonly succession: string;
  /** Told the page itself, so that it need not ask before its first look, as frames within it do. */
  readonly settings?: PageSettings;
}

/** `problem` is for the user. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };

export type MarkOutcome =
  | { readonly ok: true; readonly time: number }
  | { readonly ok: false; readonly problem: Problem };

/** What a content script says of its page. */
export interface CallProbe {
  readonly siteId: string;
  readonly siteLabel: string;
  /** Tiles seen now; 0 means "no call here". */
  readonly tiles: number;
  /** Those of them that are not the user's own. */
  readonly others: number;
  /** How it is read; null: it is not. */
  readonly reading: Mode | null;
  /** The site is not as Facet's rules know it, and is read by general ones. */
  readonly changed: boolean;
  /** What of Facet the page keeps from being seen; null: nothing. */
  readonly problem: Problem | null;
}

// ── The call's port: content script ⇄ offscreen document ─────────────────────────────────────────────────────────

/** Its name. */
export const CALL_PORT = 'facet.call';

/** How the user wants all calls read, and whether they are kept: in calls that are read already, too. */
export interface Wishes extends Pick<Keeping, 'isFleeting'> {
  /** How much of the processor the user grants each. */
  readonly effort: Effort;
  readonly tuning: Tuning;
}

/** As what the user wants a document read; its page has no say in it. */
export interface DocumentTerms extends Keeping, Wishes {
  /** Of the site that its address belongs to. */
  readonly siteId: string;
  readonly siteLabel: string;
  /** Where people are left out by this document's address, as siteKey names it. */
  readonly place: string;
  readonly mode: Mode;
}

/** A call as it is read. */
export interface CallTerms extends DocumentTerms {
  /** What the address calls this call, to tell it from the next one in the same tab; null where it names none. */
  readonly callKey: string | null;
}

/** Somebody in the call, as the page shows them. */
export interface Participant {
  /** Lives as long as the participant is in the call. */
  readonly id: string;
  /** Name to show: the page's, or "Participant 3" (then `named` is false). */
  readonly name: string;
  readonly named: boolean;
  readonly isSelf: boolean;
  readonly camera: CameraState;
  /** The user wants them left out: no picture of them is taken. */
  readonly excluded?: true;
}

/** Why a page gives fewer pictures than it is asked for by intent: hardly anything moves in them; the page itself comes first. */
export const SAVINGS = ['unchanged', 'page'] as const;
export type Saving = (typeof SAVINGS)[number];

/** Of one pull: each takes the engine some milliseconds, in which all other calls wait. */
export const MOST_PICTURES = 64;

/** One picture of one tile. */
export interface CapturedFrame {
  readonly participantId: string;
  /** When it was taken, milliseconds of the page's own performance.now(). */
  readonly time: number;
  /** null: the same as the last one, but for the camera's noise. */
  readonly image: ImageBitmap | RawPicture | null;
}

/** A video frame's bytes in the camera's or decoder's own format, and what it takes to make a VideoFrame of them again. */
export interface RawPicture {
  readonly data: ArrayBuffer;
  readonly init: VideoFrameBufferInit;
  /** Set where the bytes are those parts alone that changed; what is between is as in the picture before. */
  readonly replenishes?: {
    /** The picture before, by the time of its frame. */
    readonly time: number;
    /** Left, top, width and height of each part in pixels, none over another; left and top are even. */
    readonly parts: Uint16Array;
  };
}

/** The tick of a page's first frames: they are on their way while the engine still asks how the page is to be read. */
export const UNASKED = 0;

/** What a content script tells the engine. */
export type ToEngine =
  | ({ readonly type: 'hello' } & Pick<CallTerms, 'callKey'>)
  | { readonly type: 'participants'; readonly participants: readonly Participant[] }
  /** The user stopped reading, or the page went on to another call: what is started next is another session. */
  | { readonly type: 'stopped' }
  /**
   * Answers the pull of the same tick, also when no frame was new; the first frames come of themselves, of the tick
   * UNASKED. `now` is the page's performance.now().
   */
  | {
      readonly type: 'frames';
      readonly tick: number;
      readonly now: number;
      /** Nobody sees the page: its tab is hidden, or its window covered. */
      readonly hidden: boolean;
      readonly saves: Saving | null;
      readonly frames: readonly CapturedFrame[];
    };

/** What the engine tells a content script. */
export type ToCall =
  /** Why something of this page is not taken; null: all is. */
  | { readonly type: 'refused'; readonly problem: Problem | null }
  | { readonly type: 'engine'; readonly engine: EngineState }
  | {
      /** "Frames, please". */
      readonly type: 'pull';
      readonly tick: number;
      /** Longest side of what to send, in pixels. */
      readonly maxSide: number;
      /** Of whom a picture is held, by id, with its frame's time: of the next only what changed need be sent. */
      readonly held: Readonly<Record<string, number>>;
    }
  /** By the page's own id. */
  | { readonly type: 'exclude'; readonly participantId: string; readonly excluded: boolean }
  /** Their times are the page's own, as those of their frames. */
  | { readonly type: 'readings'; readonly readings: readonly TileReading[] };

// ── The monitor's port: popup ⇄ offscreen document ───────────────────────────────────────────────────────────────

/** Its name. */
export const MONITOR_PORT = 'facet.monitor';

export type ToMonitored = { readonly type: 'watch'; readonly tabId: number };

export type ToMonitor = { readonly type: 'snapshot'; readonly snapshot: CallSnapshot | null };

/** What a face appeared to show then. */
export interface Moment {
  /** null: unsure. */
  readonly expression: string | null;
  /** null: the face could not be read. */
  readonly confidence: number | null;
}

/** How many faces appear what. */
export interface AudienceNow {
  /** In the call, read or not. */
  readonly people: number;
  readonly counts: readonly { readonly expression: string | null; readonly faces: number }[];
}

/** A call as the popup shows it, sent about four times a second while the popup is open; null: no call read in that tab. */
export interface CallSnapshot {
  readonly sessionId: string;
  readonly siteLabel: string;
  readonly mode: Mode;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly engine: EngineState;
  /** Readings per tile and second over the last seconds. */
  readonly rate: number;
  /** Share of one processor core to which reading keeps, where tiles are read less often for it; null where they are not. */
  readonly keptTo: number | null;
  /** Why they are looked at less often by intent: the machine runs on battery, the page is hidden, or saves; null: they are not. */
  readonly spares: 'battery' | 'hidden' | Saving | null;
  /** Of an audience, what its faces appear, at the most two seconds old; null: too few to sum up. Left out in other modes. */
  readonly audience?: AudienceNow | null;
  /** Set while readings cannot be stored. */
  readonly storageProblem?: Problem;
  /** None of an audience. */
  readonly rows: readonly {
    readonly participant: Participant;
    /** The last reading, if it is younger than two seconds. */
    readonly reading: TileReading | null;
    /** What their first face appeared in the last two minutes, in even steps, the oldest first; null: nothing was read. */
    readonly history: readonly (Moment | null)[];
    /** Whether the session has anything of them: who is left out may be erased from it. */
    readonly isKept: boolean;
  }[];
}
