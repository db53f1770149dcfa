import { GLIDE } from './box-motion';

/**
 * Everything that the overlay shows; the shadow root keeps it from the page and the page's styles from it. Places are
 * transforms alone: of other moves in a shadow root the browser tells the page (layout shifts).
 */
export const STYLESHEET = `
:host { color-scheme: dark; }
/* With these the page could paint over everything here. */
:host::before, :host::after { content: none !important; display: none !important; }
[hidden] { display: none !important; }
/* Else nothing is shown, nor where these styles were lost. */
:host(:popover-open) .stage { display: contents !important; }

.tile, .face, .label, .notice { position: absolute; left: 0; top: 0; box-sizing: border-box; }
.tile { overflow: hidden; contain: strict; }
.label { border-radius: 13px; box-shadow: 0 1px 4px rgb(0 0 0 / .35); }
.face {
  border: 2px solid;
  border-radius: 10px;
  box-shadow: 0 0 5px rgb(0 0 0 / .35);
}
.face, .label.of-face { transition: transform ${GLIDE}ms linear, width ${GLIDE}ms linear, height ${GLIDE}ms linear; }
.label.of-face.jumps { transition: none; }
.face.unsure { border-style: dashed; }

/* A tab at the window's very edge. */
.notice { border-radius: 0 0 10px 10px; background: rgb(18 21 26 / .82); box-shadow: 0 1px 4px rgb(0 0 0 / .35); }
/* Nothing of it is to be seen, and it is the only part that takes clicks. */
.stop { position: absolute; left: 0; top: 0; pointer-events: auto; cursor: pointer; }
.notice canvas { position: absolute; left: 0; top: 0; }
.notice i {
  position: absolute;
  left: 0;
  top: 0;
  transform: translate(12px, 6.5px);
  width: 7px;
  height: 7px;
  border-radius: 4px;
  background: #4cc38a;
}
.notice.busy i { background: #f0b429; animation: breathe 1.2s ease-in-out infinite alternate; }
.notice.failed i { background: #ff6b5e; }
@keyframes breathe { to { opacity: .35; } }

@media (prefers-reduced-motion: reduce) {
  .face, .label.of-face { transition: none; }
  .notice.busy i { animation: none; }
}
@media (prefers-contrast: more), (forced-colors: active) {
  .face { border-color: #fff !important; outline: 2px solid #000; forced-color-adjust: none; }
  .notice { background: #000; forced-color-adjust: none; outline: 1px solid #fff; }
}
`;
