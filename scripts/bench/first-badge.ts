import type { CDPSession, Page, Protocol } from 'puppeteer';

/** Milliseconds to wait for it, at the most. */
const PATIENCE = 60_000;

/**
 * When a page's overlay first shows a reading, told by the browser's own word on each change of a title: a look now and
 * then would add its own time to what it measures.
 *
 * @returns wait for it, in milliseconds since 1970; rejects after a minute.
 */
export async function watchFirstBadge(page: Page): Promise<{ readonly shown: () => Promise<number> }> {
  const session = await page.createCDPSession();
  const first = new Promise<number>((resolve) => {
    const note = (name: string, value: string) => {
      if (name === 'title' && /^(appears|unsure)/.test(value)) resolve(performance.timeOrigin + performance.now());
    };
    const look = (node: Protocol.DOM.Node) => {
      const { attributes = [], children = [], shadowRoots = [] } = node;
      for (let i = 0; i + 1 < attributes.length; i += 2) note(attributes[i]!, attributes[i + 1]!);
      for (const inside of [...children, ...shadowRoots]) look(inside);
      if (!node.children) void openUp(session, node.nodeId);
    };
    session.on('DOM.attributeModified', ({ name, value }) => note(name, value));
    session.on('DOM.childNodeInserted', ({ node }) => look(node));
    session.on('DOM.shadowRootPushed', ({ root }) => look(root));
    session.on('DOM.setChildNodes', ({ nodes }) => nodes.forEach(look));
  });
  await session.send('DOM.enable');
  await session.send('DOM.getDocument', { depth: -1, pierce: true });
  return {
    async shown() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('No badge was shown within a minute.')), PATIENCE);
      });
      try {
        return await Promise.race([first, late]);
      } finally {
        clearTimeout(timer);
        await session.detach().catch(() => undefined);
      }
    },
  };
}

/** Has the browser tell of what is in a node that came up. One that went again has nothing to tell. */
async function openUp(session: CDPSession, nodeId: number): Promise<void> {
  await session.send('DOM.requestChildNodes', { nodeId, depth: -1, pierce: true }).catch(() => undefined);
}
