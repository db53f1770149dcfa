/** Everything that the overlay shows; the shadow root keeps it from the page and the page's styles from it. */
export const STYLESHEET = `
:host { color-scheme: dark; }
[hidden] { display: none !important; }

.tile, .notice {
  position: absolute;
  font: 600 13px/1 system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif, 'Noto Color Emoji';
  color: #fff;
}
.tile { left: 0; top: 0; overflow: hidden; contain: strict; }

.badge {
  position: absolute;
  left: 8px;
  top: 8px;
  max-width: calc(100% - 16px);
}
.label {
  display: flex;
  align-items: center;
  gap: 6px;
  width: max-content;
  height: 26px;
  padding: 0 10px;
  box-sizing: border-box;
  border-radius: 13px;
  background: rgb(18 21 26 / .82);
  box-shadow: inset 0 0 0 1.5px var(--color), 0 1px 4px rgb(0 0 0 / .35);
  white-space: nowrap;
  overflow: hidden;
}
.label > span { line-height: 18px; }
.emoji { font: 15px 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif; }
.emoji:empty, .detail:empty, .more:empty, .who:empty { display: none; }
.detail { font-weight: 500; color: rgb(255 255 255 / .78); font-variant-numeric: tabular-nums; }
.who { max-width: 16ch; overflow: hidden; text-overflow: ellipsis; font-weight: 500; }
.more {
  margin: 0 -4px 0 1px;
  padding: 0 6px;
  border-radius: 9px;
  background: rgb(255 255 255 / .2);
  font: 700 13px system-ui, sans-serif, 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji';
}
.unsure .word, .unsure .detail { font-weight: 500; color: rgb(255 255 255 / .85); }
.unsure .detail::before { content: '· '; }
.muted { height: 22px; padding: 0 9px; background: rgb(18 21 26 / .74); box-shadow: none; }
.muted .word { font-size: 12px; font-weight: 500; color: rgb(255 255 255 / .8); }

.face {
  position: absolute;
  left: 0;
  top: 0;
  box-sizing: border-box;
  border: 2px solid var(--color);
  border-radius: 10px;
  box-shadow: 0 0 5px rgb(0 0 0 / .35);
  transition: transform .16s linear, width .16s linear, height .16s linear;
}
.face.unsure { border-style: dashed; }
.face .label { position: absolute; left: 0; bottom: calc(100% + 4px); height: 22px; padding: 0 8px; font-size: 12px; }
.face.inside .label { bottom: auto; top: 2px; }

.small .badge { left: 4px; top: 4px; max-width: calc(100% - 8px); }
.small .label { height: 20px; padding: 0 7px; gap: 4px; font-size: 11px; }
.small .emoji, .face .emoji, .small .more, .face .more { font-size: 12px; }
.tiny .word, .tiny .who { display: none; }
.tiny .unsure .word, .tiny .muted .word { display: inline; }
.tiny .unsure .detail { display: none; }

.notice {
  /* A tab at the window's very edge, above the tiles' badges. */
  left: 50%;
  top: 0;
  transform: translateX(-50%);
  display: flex;
  align-items: center;
  gap: 7px;
  max-width: calc(100vw - 40px);
  height: 20px;
  padding: 0 12px;
  box-sizing: border-box;
  border-radius: 0 0 10px 10px;
  background: rgb(18 21 26 / .82);
  box-shadow: 0 1px 4px rgb(0 0 0 / .35);
  font-size: 11.5px;
  font-weight: 500;
  white-space: nowrap;
}
.notice > span { overflow: hidden; text-overflow: ellipsis; line-height: 1.4; }
.notice::before { content: ''; flex: none; width: 7px; height: 7px; border-radius: 4px; background: #4cc38a; }
.notice.busy::before { background: #f0b429; animation: breathe 1.2s ease-in-out infinite alternate; }
.notice.failed::before { background: #ff6b5e; }
@keyframes breathe { to { opacity: .35; } }

@media (prefers-reduced-motion: reduce) {
  .face { transition: none; }
  .notice.busy::before { animation: none; }
}
@media (prefers-contrast: more), (forced-colors: active) {
  .label, .notice { background: #000; }
  .detail, .word, .who { color: #fff !important; }
}
`;
