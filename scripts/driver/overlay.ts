import type { CDPSession, Page } from 'puppeteer';

/** CSS pixels of the page. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the overlay draws over one tile. */
export interface Badge {
  /** "appears happy", "unsure: blurred", "The camera is off …". */
  readonly title: string;
  readonly label: Rect;
  /** Boxes around faces. */
  readonly faces: readonly Rect[];
}

/** The part of CDP's DOM.Node that is read here. */
interface Node {
  readonly backendNodeId: number;
  readonly nodeName: string;
  readonly attributes?: readonly string[] | undefined;
  readonly children?: readonly Node[] | undefined;
  readonly shadowRoots?: readonly Node[] | undefined;
  readonly contentDocument?: Node | undefined;
}

/** The overlay's host: a nameless element in the top layer, whose closed root holds the line that says what Facet does. */
function isHost(node: Node): boolean {
  const inside = (node.shadowRoots ?? []).flatMap((root) => find(root, is('notice')));
  return node.nodeName === 'DIV' && attribute(node, 'popover') === 'manual' && inside.length > 0;
}

/** Facet's overlay in a page, seen through its closed shadow root by the debugger; null where no node of it is there. */
export async function overlayOf(page: Page): Promise<{ notice: string; badges: Badge[] } | null> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const hosts = find(root, isHost);
    if (hosts.length === 0) return null;
    const badges: Badge[] = [];
    for (const tile of hosts.flatMap((host) => find(host, is('tile')))) {
      const badge = find(tile, is('badge'))[0];
      const label = badge && (await rectOf(session, badge));
      if (!badge || !label) continue;
      const faces = await Promise.all(find(tile, is('face')).map((face) => rectOf(session, face)));
      badges.push({ title: attribute(badge, 'title') ?? '', label, faces: faces.filter((face) => face !== null) });
    }
    const notices = hosts.flatMap((host) => find(host, is('notice')));
    const said = notices.flatMap(({ children = [] }) =>
      children.flatMap((node) => attribute(node, 'aria-label') ?? []),
    );
    return { notice: said.join('\n'), badges };
  } finally {
    await session.detach();
  }
}

/**
 * Brings the call to the front, as the person who looks at it has it: a page behind another may be drawn at any rate,
 * also none. @returns whether it is being drawn, for a test that waits in vain to say.
 */
export async function lookAt(page: Page): Promise<string> {
  await page.bringToFront();
  const isDrawn = await page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        requestAnimationFrame(() => resolve(true));
        setTimeout(() => resolve(false), 2_000);
      }),
  );
  return isDrawn ? 'the page is being drawn' : 'the browser does not draw the page';
}

/** What stands beside each of several faces in a tile, "Tea room · 1, appears happy, 90 %", from left to right. */
export async function faceLabelsOf(page: Page): Promise<string[]> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const nodes = find(root, isHost).flatMap((host) => find(host, is('of-face')));
    const labels = await Promise.all(
      nodes.map(async (label) => {
        const rect = await rectOf(session, label);
        return rect ? [{ text: attribute(label, 'aria-label') ?? '', x: rect.x }] : [];
      }),
    );
    return labels
      .flat()
      .sort((a, b) => a.x - b.x)
      .map(({ text }) => text);
  } finally {
    await session.detach();
  }
}

/** Every label and every face's box that shows, of all tiles. */
export async function drawn(page: Page): Promise<{ labels: Rect[]; boxes: Rect[] }> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const all = async (className: string) => {
      const nodes = find(root, isHost).flatMap((host) => find(host, is(className)));
      return (await Promise.all(nodes.map((node) => rectOf(session, node)))).filter((rect) => rect !== null);
    };
    return { labels: await all('label'), boxes: await all('face') };
  } finally {
    await session.detach();
  }
}

/** The badge whose label lies within a place. */
export function badgeIn(badges: readonly Badge[], place: Rect): Badge | undefined {
  return badges.find(({ label }) => contains(place, label));
}

export function contains(outer: Rect, inner: Rect, slack = 1): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

/** null where a node has no box: it is hidden, or gone since. */
async function rectOf(session: CDPSession, { backendNodeId }: Node): Promise<Rect | null> {
  try {
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
    return { x: left, y: top, width: right - left, height: bottom - top };
  } catch {
    return null;
  }
}

function find(node: Node, wanted: (node: Node) => boolean): Node[] {
  const inside = [...(node.children ?? []), ...(node.shadowRoots ?? []), node.contentDocument].flatMap((child) =>
    child ? find(child, wanted) : [],
  );
  return wanted(node) ? [node, ...inside] : inside;
}

function is(className: string): (node: Node) => boolean {
  return (node) => (attribute(node, 'class') ?? '').split(' ').includes(className);
}

function attribute({ attributes = [] }: Node, name: string): string | undefined {
  const at = attributes.findIndex((text, i) => i % 2 === 0 && text === name);
  return at < 0 ? undefined : attributes[at + 1];
}
