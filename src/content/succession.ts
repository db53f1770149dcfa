import { membersOf } from '../sites/members';
/**
 * One content script of Facet reads a page: an extension that is updated in mid-call puts a second one beside the first,
 * in a world of its own, and both see the document's events. Whoever starts to read retires the others.
 */
export class Succession {
  private readonly type = `facet:${chrome.runtime.id}`;
  private announcing = false;

  constructor(retire: () => void, signal: AbortSignal) {
    membersOf(document).addEventListener(this.type, () => this.announcing || retire(), { signal });
  }

  /** Retires every other content script of this extension in the page. */
  takeOver(): void {
    this.announcing = true;
    membersOf(document).dispatchEvent(new Event(this.type));
    this.announcing = false;
  }
}
