import type { Label } from './labels';

/** The small pill that says one thing: emoji, word, detail, and a mark. Writes only what changed. */
export class LabelNode {
  readonly node = element('div', 'label');
  private readonly who = element('span', 'who');
  private readonly emoji = element('span', 'emoji');
  private readonly word = element('span', 'word');
  private readonly detail = element('span', 'detail');
  private readonly more = element('span', 'more');
  private shown = '';

  constructor() {
    this.node.setAttribute('role', 'img');
    this.node.append(this.who, this.emoji, this.word, this.detail, this.more);
  }

  show(label: Label, who = ''): void {
    const key = `${who}|${label.title}|${label.detail}|${label.more?.words}`;
    if (key === this.shown) return;
    this.shown = key;
    this.node.className = `label ${label.tone}`;
    this.node.style.setProperty('--color', label.color);
    this.node.title = label.title;
    this.node.ariaLabel = [who, label.title, label.detail, label.more?.words].filter(Boolean).join(', ');
    this.who.textContent = who;
    this.emoji.textContent = label.emoji;
    this.word.textContent = label.word;
    this.detail.textContent = label.detail;
    this.more.textContent = label.more?.sign ?? '';
    this.more.title = label.more?.words ?? '';
  }
}

export function element(name: 'div' | 'span', className: string): HTMLElement {
  const node = document.createElement(name);
  node.className = className;
  return node;
}
