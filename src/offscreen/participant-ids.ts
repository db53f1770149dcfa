/**
 * What one participant is called, and the only place where one name is made of another:
 *
 * - to their page: "p3", as the document's own script numbers people (content/tiles.ts), who knows of no other document;
 * - to the session: the same, and "2/p3" where it is the call's second document: what is stored, shown and exported;
 * - to the engine: the call's id before that, among all calls that it reads.
 */
export interface ParticipantIds {
  readonly page: string;
  readonly session: string;
  readonly engine: string;
}

/** The names of everyone in one call. */
export class CallIds {
  /** In the order in which they came. */
  private readonly order: string[];

  /**
   * @param call unique among all calls
   * @param documents of a call that goes on after a break, in the order in which they came
   */
  constructor(
    private readonly call: string,
    documents: readonly string[] = [],
  ) {
    this.order = [...documents];
  }

  /** Every document so far, in the order in which they came. */
  get documents(): readonly string[] {
    return this.order;
  }

  /** By what a document calls them. */
  of(document: string, page: string): ParticipantIds {
    const session = `${this.prefix(document)}${page}`;
    return { page, session, engine: this.engine(session) };
  }

  /** What the engine calls whom the session calls that. */
  engine(session: string): string {
    return `${this.call} ${session}`;
  }

  /** What a document calls whom the session calls that; it is to be one of the document's own. */
  page(document: string, session: string): string {
    return session.slice(this.prefix(document).length);
  }

  private prefix(document: string): string {
    if (!this.order.includes(document)) this.order.push(document);
    const place = this.order.indexOf(document);
    return place === 0 ? '' : `${place + 1}/`;
  }
}
