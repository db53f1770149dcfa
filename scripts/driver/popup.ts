import type { Page } from 'puppeteer';

/** One participant as the popup shows them. */
export interface PopupRow {
  readonly name: string;
  readonly isSelf: boolean;
  /** The line under the name: "appears happy", "camera off", "no face found". */
  readonly reading: string;
  /** The expression named, "unsure", or null where there is no face. */
  readonly expression: string | null;
  /** The bars, in percent by expression; empty where there is no face. */
  readonly bars: Readonly<Record<string, number>>;
}

/** Facet's popup in a window of its own, used by the names that a user or a screen reader finds. */
export class Popup {
  constructor(readonly page: Page) {}

  async press(button: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${button}"][role="button"])`).click();
  }

  /** Starts reading, everyone unless told otherwise. */
  async start(mode: 'Mirror' | 'Audience' | 'People' = 'People'): Promise<void> {
    await this.page.waitForSelector('main[data-view="ready"]');
    await this.page.locator(`label:has(input[type="radio"]) ::-p-text(${mode})`).click();
    await this.press('Start reading this call');
  }

  async showBadges(on: boolean): Promise<void> {
    const toggle = '::-p-aria([name="Badges on the call"][role="switch"])';
    const box = await this.page.waitForSelector(toggle);
    if ((await box?.evaluate((element) => (element as HTMLInputElement).checked)) !== on) await box?.click();
  }

  /** A picture of the popup in its natural size, as its owner sees it. */
  async picture(file: string): Promise<void> {
    const { width, height } = await this.page.evaluate(() => ({
      width: document.body.offsetWidth,
      height: Math.min(600, document.documentElement.scrollHeight),
    }));
    await this.page.setViewport({ width, height, deviceScaleFactor: 2 });
    await this.page.screenshot({ path: file as `${string}.png` });
    await this.page.setViewport(null);
  }

  /** Everything that the popup says, for a message when a test fails. */
  text(): Promise<string> {
    return this.page.evaluate(() => document.body.textContent ?? '');
  }

  rows(): Promise<PopupRow[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('li[data-participant]')].map((row) => ({
        name: row.querySelector('.name')?.textContent ?? '',
        isSelf: [...row.querySelectorAll('.aside')].some((note) => note.textContent?.trim() === '(you)'),
        reading: row.querySelector('.reading')?.textContent ?? '',
        expression: row.querySelector('.face[data-expression]')?.getAttribute('data-expression') ?? null,
        bars: Object.fromEntries(
          [...(row.querySelector('.face[data-expression]')?.querySelectorAll('[role="meter"]') ?? [])].map((bar) => [
            bar.getAttribute('aria-label'),
            Number(bar.getAttribute('aria-valuenow')),
          ]),
        ),
      })),
    );
  }
}
