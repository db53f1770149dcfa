import { membersOf } from '../sites/members';

/**
 * One content script of Facet reads a page: an extension that is updated in mid-call puts a second one beside the first,
 * in a world of its own, and both see the document's events. Whoever starts to read retires the others.
 */
export class Succession {
  private announcing = false;

  /**
   * @param type of the event: the secret of this installation, so that no page can send a content script away. Nothing
   *   tells a page which types are listened for.
   */
  constructor(
    private readonly type: string,
    retire: () => void,
    signal: AbortSignal,
  ) {
    membersOf(document).addEventListener(type, () => this.announcing || retire(), { signal });
  }

  /** Retires every other content script of this installation in the page. */
  takeOver(): void {
    this.announcing = true;
    membersOf(document).dispatchEvent(new Event(this.type));
    this.announcing = false;
  }
}
