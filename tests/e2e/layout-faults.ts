import type { Page } from 'puppeteer';

/** CSS pixels. */
export interface Window {
  readonly width: number;
  readonly height: number;
}

/** What of a page is out of reach, cut or laid over something else in a window of that size. */
export async function faults(page: Page, { width, height }: Window): Promise<string[]> {
  await page.setViewport({ width, height });
  const found = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const out: string[] = [];
    const wide = document.documentElement.clientWidth;
    const name = (element: Element) =>
      `<${element.localName} ${element.className}> ${(element.textContent ?? '').trim().slice(0, 40)}`;
    const isHidden = (element: Element) => element.closest('.visually-hidden, [hidden]') !== null;
    if (document.documentElement.scrollWidth > wide)
      out.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
    /** What is wider than the page scrolls within it. */
    const scrolls = (element: Element) => {
      for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement)
        if (/auto|scroll/.test(getComputedStyle(outer).overflowX)) return true;
      return false;
    };
    /** It lies where its own list is scrolled to, not below or above that. */
    const isScrolledTo = (element: Element) => {
      const { top, bottom } = element.getBoundingClientRect();
      for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
        if (!/auto|scroll/.test(getComputedStyle(outer).overflowY)) continue;
        const frame = outer.getBoundingClientRect();
        if (top < frame.top - 1 || bottom > frame.bottom + 1) return false;
      }
      return true;
    };
    for (const element of document.body.querySelectorAll('*')) {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || isHidden(element) || scrolls(element)) continue;
      if (left < -1 || right > wide + 1)
        out.push(`out of the page (${Math.round(left)}–${Math.round(right)}): ${name(element)}`);
      const style = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      // What ends in dots is said in full on hover, and to screen readers.
      const isTold = style.textOverflow === 'ellipsis';
      if (isCut && hasText && style.overflowX !== 'visible' && !isTold) out.push(`cut: ${name(element)}`);
      if (isCut && hasText && style.overflowX === 'visible' && style.display !== 'inline')
        out.push(`runs over: ${name(element)}`);
    }
    const controls = [...document.body.querySelectorAll('button, a, select, textarea, input, .button')].filter(
      (one) => one.getBoundingClientRect().width > 1 && !isHidden(one) && !scrolls(one) && isScrolledTo(one),
    );
    for (const [i, a] of controls.entries())
      for (const b of controls.slice(i + 1)) {
        if (a.contains(b) || b.contains(a)) continue;
        // Of a link that goes over two lines, each line.
        for (const one of a.getClientRects())
          for (const other of b.getClientRects())
            if (overlaps(one, other, 1)) out.push(`overlap: ${name(a)} and ${name(b)}`);
      }
    // What stands over a picture is meant to.
    const texts = [...document.body.querySelectorAll('*')]
      .filter(
        (one) => !one.closest('.boxes, svg, script, style') && !isHidden(one) && !scrolls(one) && isScrolledTo(one),
      )
      .map((element) => ({ element, lines: linesOf(element) }))
      .filter(({ lines }) => lines.length > 0);
    for (const [i, a] of texts.entries())
      for (const b of texts.slice(i + 1))
        if (a.lines.some((one) => b.lines.some((other) => overlaps(one, other, 3))))
          out.push(`words over words: ${name(a.element)} and ${name(b.element)}`);
    return out;

    /** Where an element's own words are, line by line; none where they are not to be seen. */
    function linesOf(element: Element): DOMRect[] {
      if (!element.checkVisibility()) return [];
      const words = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      return words.flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const { left, right } = element.getBoundingClientRect();
        // What ends in dots goes no further than its element.
        const isCut = getComputedStyle(element).overflowX !== 'visible';
        return [...range.getClientRects()].map((line) =>
          isCut
            ? new DOMRect(
                Math.max(left, line.left),
                line.top,
                Math.min(right, line.right) - Math.max(left, line.left),
                line.height,
              )
            : line,
        );
      });
    }

    function overlaps(one: DOMRect, other: DOMRect, by: number): boolean {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return across > by && down > by;
    }
  });
  return found.map((fault) => `${width}: ${fault}`);
}
