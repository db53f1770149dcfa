import * as v from 'valibot';
import { isCameraState } from '../camera';
import { type Effort, isEffort } from '../effort';
import {
  type Context,
  type PageSettings,
  type Participant,
  type RequestName,
  type Requests,
  SAVINGS,
} from '../messages';
import { MODES } from '../mode';
import type { Problem } from '../problem';
import { PROBLEMS } from '../problems';
import { isTuning, type Tuning } from '../tuning';

/** Participants of one page, UTF-16 units of a word, and of an address: more is no call. */
export const MOST = { people: 1000, units: 300, address: 4000 };

const words = (most = MOST.units) => v.pipe(v.string(), v.maxLength(most));
const name = v.pipe(words(), v.minLength(1));
const tabId = v.pipe(v.number(), v.safeInteger());
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const mode = v.picklist(MODES);
const nothing = v.object({});
/** An error's kind, and a place in our own code: "assets/a.js:1:2". */
const kind = v.pipe(v.string(), v.regex(/^\w{1,60}$/));
const place = v.pipe(words(), v.regex(/^[\w./-]+:\d+:\d+$/));
const CONTEXTS: readonly Context[] = ['background', 'content', 'offscreen', 'popup', 'options', 'welcome'];

/** What the body of each request may be; what else is in it does not arrive. */
export const BODIES: { readonly [Name in RequestName]: v.GenericSchema<unknown, Requests[Name]['body']> } = {
  'call.start': v.object({ tabId, mode: v.exactOptional(mode) }),
  'call.stop': v.object({ tabId: v.exactOptional(tabId) }),
  'call.terms': v.object({ tabId, documentId: name, origin: v.pipe(words(), v.url()) }),
  'error.noted': v.object({
    context: v.picklist(CONTEXTS),
    note: v.object({
      where: v.pipe(words(100), v.minLength(1)),
      // As report.ts makes them: nothing that a page could say a name with.
      chain: v.pipe(v.array(v.object({ kind, at: v.pipe(v.array(place), v.maxLength(9)) })), v.maxLength(9)),
    }),
  }),
  'engine.ensure': nothing,
  'engine.prepare': nothing,
  'frame.arrived': nothing,
  'page.settings': nothing,
  'person.exclude': v.object({
    key: v.nullable(words(MOST.address)),
    name: v.nullable(words()),
    excluded: v.boolean(),
  }),
  'calls.changed': v.object({ calls: v.array(v.object({ tabId, mode })) }),
  'participant.exclude': v.object({ tabId, participantId: name, excluded: v.boolean() }),
  'participant.erase': v.object({ session: name, participant: words(MOST.address) }),
  'sessions.flush': nothing,
  'trash.empty': v.object({ sessions: v.exactOptional(v.array(name)) }),
  'model.changed': nothing,
  'call.mark': v.object({ tabId, word: words(MOST.address), time: v.exactOptional(time) }),
  'reading.tuned': v.object({
    effort: v.custom<Effort>(isEffort),
    tuning: v.custom<Tuning>(isTuning),
    isFleeting: v.boolean(),
  }),
  'settings.changed': nothing,
  'content.probe': nothing,
  'content.start': v.object({
    mode,
    pseudonyms: v.boolean(),
    isFleeting: v.boolean(),
    shortcut: words(),
    succession: name,
    settings: v.exactOptional(v.custom<PageSettings>(isPageSettings)),
  }),
  'content.stop': nothing,
  'content.report': nothing,
};

/** As the worker makes them: who is left out matters most. */
function isPageSettings(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'overlay' in given && 'excluded' in given;
}

/** One that names another as its cause, and that another, is as deep as any of ours goes. */
const problem = problemWithin(2);
/** What every context answers where answering went wrong. */
export const FAILED = v.object({ ok: v.literal(false), problem });
const outcome = v.variant('ok', [v.object({ ok: v.literal(true) }), FAILED]);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a page's script may answer: the page may have taken it over. What else is in it does not arrive. */
export const PAGE_ANSWERS = {
  'settings.changed': outcome,
  'content.probe': v.object({
    siteId: words(),
    siteLabel: words(),
    tiles: count,
    others: count,
    reading: v.nullable(mode),
    changed: v.boolean(),
    problem: v.nullable(problem),
  }),
  'content.start': outcome,
  'content.stop': outcome,
  'content.report': v.object({ text: words(100_000) }),
} satisfies { readonly [Name in RequestName]?: v.GenericSchema<unknown, Requests[Name]['answer']> };

function problemWithin(depth: number): v.GenericSchema<unknown, Problem> {
  const plain = v.union([words(MOST.address), v.number()]);
  const about = depth === 0 ? plain : v.union([plain, problemWithin(depth - 1)]);
  return v.objectWithRest({ code: v.picklist(Object.keys(PROBLEMS)) }, about) as v.GenericSchema<unknown, Problem>;
}

/** Of an audience nobody has a name. */
export const PARTICIPANT: v.GenericSchema<unknown, Participant> = v.object({
  id: name,
  name: words(),
  named: v.boolean(),
  isSelf: v.boolean(),
  camera: v.custom<Participant['camera']>(isCameraState),
  excluded: v.exactOptional(v.literal(true)),
});

/** What a page's script says over its port; people and frames are looked at one by one. */
export const TO_ENGINE = v.variant('type', [
  v.object({ type: v.literal('hello'), callKey: v.nullable(v.pipe(words(MOST.address), v.minLength(1))) }),
  v.object({ type: v.literal('participants'), participants: v.array(v.unknown()) }),
  v.object({ type: v.literal('stopped') }),
  v.object({
    type: v.literal('frames'),
    tick: v.number(),
    now: v.pipe(v.number(), v.finite()),
    hidden: v.boolean(),
    saves: v.nullable(v.picklist(SAVINGS)),
    frames: v.array(v.unknown()),
  }),
]);
