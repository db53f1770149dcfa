import type { Page } from 'puppeteer';
import { launch } from '../chromium/launch';
import { openModule } from '../chromium/module-page';
import { DRAWN_EXPRESSIONS, type DrawnExpression } from './expressions';
import { PEOPLE, type PersonName } from './people';
import type { Act, Listening, Moment } from './reading-page';

export interface DrawnReading {
  readonly person: PersonName;
  readonly drawn: DrawnExpression;
  /** What the engine named; "unsure", or null where it found no face. */
  readonly read: string | null;
  readonly confidence: number;
  /** The detector's. */
  readonly score: number;
}

/** What the engine names while somebody talks. */
export interface Heard {
  readonly person: PersonName;
  readonly shown: DrawnExpression;
  readonly seconds: number;
  /** Of these, those in which every reading named what is shown. */
  readonly held: number;
  /** How often the name changed. */
  readonly changes: number;
}

/** Everybody with every expression, read by Facet's own engine in a browser. */
export async function readDrawnFaces(
  expressions: readonly DrawnExpression[] = DRAWN_EXPRESSIONS,
): Promise<DrawnReading[]> {
  return inPage(async (page) => {
    const readings: DrawnReading[] = [];
    for (const { name } of PEOPLE) {
      for (const drawn of expressions) {
        const [face] = await page.evaluate((person, expression) => readFace(person, expression), name, drawn);
        readings.push({
          person: name,
          drawn,
          read: face ? (face.expression ?? 'unsure') : null,
          confidence: face?.confidence ?? 0,
          score: face?.score ?? 0,
        });
      }
    }
    return readings;
  });
}

/** These people talking, each by their own seed, with each of the expressions; times are given, so it goes as fast as it can. */
export async function listen(
  people: readonly PersonName[],
  expressions: readonly DrawnExpression[],
  how: Omit<Listening, 'seed'>,
): Promise<Heard[]> {
  return inPage(async (page) => {
    const heard: Heard[] = [];
    for (const person of people) {
      const seed = PEOPLE.findIndex(({ name }) => name === person);
      for (const shown of expressions) {
        const names = await page.evaluate((...args) => readTalk(...args), person, shown, { ...how, seed });
        const seconds = Array.from({ length: how.seconds }, (_, second) =>
          names.filter((_, i) => Math.floor(i / how.perSecond) === second),
        );
        heard.push({
          person,
          shown,
          seconds: how.seconds,
          held: seconds.filter((second) => second.every((name) => name === shown)).length,
          changes: names.slice(1).filter((name, i) => name !== names[i]).length,
        });
      }
    }
    return heard;
  });
}

/** These people beside how they usually look, while each does one thing after the other, as fast as it can go. */
export async function compare(
  people: readonly PersonName[],
  acts: readonly Act[],
  perSecond: number,
): Promise<Moment[][]> {
  return inPage(async (page) => {
    const calls: Moment[][] = [];
    for (const person of people) {
      calls.push(await page.evaluate((...args) => readUsual(...args), person, acts, perSecond));
    }
    return calls;
  });
}

async function inPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    const { page, close } = await openModule(browser, 'scripts/faces/reading-page.ts');
    try {
      await page.waitForFunction(() => 'readFace' in globalThis, { timeout: 60_000 });
      return await use(page);
    } finally {
      await close();
    }
  } finally {
    await browser.close();
  }
}
