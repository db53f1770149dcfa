import { launch } from '../browser/launch';
import { openModule } from '../browser/module-page';
import { DRAWN_EXPRESSIONS, type DrawnExpression } from './expressions';
import { PEOPLE, type PersonName } from './people';

export interface DrawnReading {
  readonly person: PersonName;
  readonly drawn: DrawnExpression;
  /** What the engine named; "unsure", or null where it found no face. */
  readonly read: string | null;
  readonly confidence: number;
  /** The detector's. */
  readonly score: number;
}

/** Everybody with every expression, read by Facet's own engine in a browser. */
export async function readDrawnFaces(
  expressions: readonly DrawnExpression[] = DRAWN_EXPRESSIONS,
): Promise<DrawnReading[]> {
  const browser = await launch();
  try {
    const { page, close } = await openModule(browser, 'tests/faces/reading-page.ts');
    try {
      await page.waitForFunction(() => 'readFace' in globalThis, { timeout: 60_000 });
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
    } finally {
      await close();
    }
  } finally {
    await browser.close();
  }
}
