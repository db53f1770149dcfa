import type { DrawnExpression } from '../../faces/expressions';
import type { Line, Lines, Screen } from './line';
import type { Sitter } from './live-face';

/** Somebody in the call, as the page knows them. A person who leaves and comes back is another participant. */
export interface Participant {
  readonly id: string;
  name: string;
  readonly isSelf: boolean;
  /** What their tile plays. */
  readonly stream: MediaStream;
  cameraOn: boolean;
  /** A shared screen, in a tile of its own. */
  readonly screen: MediaStream | null;
  /** What is drawn; null for the user's own camera. */
  readonly expression: DrawnExpression | null;
  /** What is written into the picture, see mark.ts. */
  readonly mark: number | null;
}

let joined = 0;

/** Ids are as far apart as Zoom's; each site's view makes its own of them. */
export function nextId(): string {
  joined += 1;
  return String(16_778_240 + joined * 1024);
}

/** Drawn people over a real peer connection. */
export class RemoteParticipant implements Participant {
  readonly id = nextId();
  readonly isSelf = false;
  cameraOn = true;
  private shared: Screen | null = null;

  private constructor(
    public name: string,
    private readonly lines: Lines,
    private readonly line: Line,
  ) {}

  static async join(name: string, lines: Lines, sitter: Sitter, beside: readonly Sitter[]): Promise<RemoteParticipant> {
    return new RemoteParticipant(name, lines, await lines.open(sitter, beside));
  }

  get stream(): MediaStream {
    return this.line.stream;
  }

  get screen(): MediaStream | null {
    return this.shared?.stream ?? null;
  }

  get mark(): number | null {
    return this.line.face.mark;
  }

  get expression(): DrawnExpression {
    return this.line.face.expression;
  }

  express(expression: DrawnExpression): void {
    this.line.face.express(expression);
  }

  exchangeSeats(): Promise<void> {
    return this.line.face.exchangeSeats();
  }

  async camera(on: boolean): Promise<void> {
    this.cameraOn = on;
    await this.line.send(on);
  }

  /** The picture stands still and the page does not know it, as when a network hangs. */
  async freeze(): Promise<void> {
    await this.line.send(false);
  }

  async share(on: boolean): Promise<void> {
    this.shared?.close();
    this.shared = on ? await this.lines.share() : null;
  }

  leave(): void {
    this.line.hangUp();
    this.shared?.close();
  }
}
