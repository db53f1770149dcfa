import type { KeyInput, Page } from 'puppeteer';

/** Tab stops that a page may have. */
const MOST = 80;

/** What has the focus: role and accessible name as the browser tells them to a screen reader. */
async function focused(page: Page): Promise<{ role: string; name: string }> {
  const client = await page.createCDPSession();
  try {
    const { result } = await client.send('Runtime.evaluate', { expression: 'document.activeElement' });
    if (!result.objectId) return { role: 'none', name: '' };
    const { nodes } = await client.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId,
      fetchRelatives: false,
    });
    const [node] = nodes;
    return { role: String(node?.role?.value ?? 'none'), name: String(node?.name?.value ?? '') };
  } finally {
    await client.detach();
  }
}

/** A page as somebody has it who uses no mouse. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Whether nothing has the focus: from there a keyboard starts all over. */
  isLost(): Promise<boolean> {
    return this.page.evaluate(() => [null, document.body].includes(document.activeElement as HTMLElement | null));
  }

  /**
   * Tabs on until something of that role and name has the focus.
   * @param name the whole of it, or a pattern.
   * @throws with the names of all that had the focus on the way.
   */
  async to(role: string, name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let i = 0; i < MOST; i++) {
      const now = await focused(this.page);
      if (now.role === role && (typeof name === 'string' ? now.name === name : name.test(now.name))) return;
      passed.push(`${now.role} “${now.name}”`);
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard never came to the ${role} ${name}, but to: ${[...new Set(passed)].join(', ')}`);
  }

  /** Tabs to it and presses a key there. */
  async press(role: string, name: string | RegExp, key: KeyInput = 'Enter'): Promise<void> {
    await this.to(role, name);
    await this.page.keyboard.press(key);
  }
}
