import type { Page } from 'puppeteer';

/** Facet's first page, used by the names that a user or a screen reader finds. */
export class Welcome {
  constructor(readonly page: Page) {}

  async press(button: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${button}"][role="button"])`).click();
  }

  async choose(mode: 'Mirror' | 'Audience' | 'People'): Promise<void> {
    await this.page.locator(`label:has(input[type="radio"]) ::-p-text(${mode})`).click();
  }

  /** As its user does who wants to go on. */
  async agree(mode: 'Mirror' | 'Audience' | 'People' = 'People'): Promise<void> {
    await this.choose(mode);
    await this.press('I agree');
    await this.page.waitForSelector('main[data-agreed="true"]');
  }
}
