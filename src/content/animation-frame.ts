import { yieldToEventLoop } from '../event-loop';

/** Milliseconds to wait for one: a tab in the background draws none. */
const LONGEST = 100;

/** In the page's next animation frame, where its WebGL canvases can be read; soon, where it draws none. */
export function animationFrame(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST);
    requestAnimationFrame(() => resolve());
  });
}

/** Right after the page's next animation frame: it has just been laid out, so to ask where things are costs little. */
export async function laidOut(): Promise<void> {
  await animationFrame();
  await yieldToEventLoop();
}
