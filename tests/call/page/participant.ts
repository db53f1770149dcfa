import type { DrawnExpression } from '../../faces/expressions';
import type { Person } from '../../faces/people';
import { Connection } from './connection';
import { LiveFace } from './live-face';
import { Slides } from './slides';

/** Somebody in the call, as the page knows them. A person who leaves and comes back is another participant. */
export interface Participant {
  readonly id: string;
  name: string;
  readonly isSelf: boolean;
  /** What their tile plays. */
  readonly stream: MediaStream;
  cameraOn: boolean;
  /** A shared screen, in a tile of its own. */
  screen: MediaStream | null;
}

let joined = 0;

/** Ids are as far apart as Zoom's; each site's view makes its own of them. */
export function nextId(): string {
  joined += 1;
  return String(16_778_240 + joined * 1024);
}

/** A drawn person over a real peer connection. */
export class RemoteParticipant implements Participant {
  readonly id = nextId();
  readonly isSelf = false;
  cameraOn = true;
  screen: MediaStream | null = null;
  private slides: Slides | null = null;

  private constructor(
    public name: string,
    private readonly face: LiveFace,
    private readonly connection: Connection,
  ) {}

  static async join(name: string, person: Person, expression: DrawnExpression): Promise<RemoteParticipant> {
    const face = new LiveFace(person, expression);
    return new RemoteParticipant(name, face, await Connection.open(face.track));
  }

  get stream(): MediaStream {
    return this.connection.stream;
  }

  express(expression: DrawnExpression): void {
    this.face.express(expression);
  }

  async camera(on: boolean): Promise<void> {
    this.cameraOn = on;
    await this.connection.send(on ? this.face.track : null);
  }

  /** The picture stands still and the page does not know it, as when a network hangs. */
  async freeze(): Promise<void> {
    await this.connection.send(null);
  }

  async share(on: boolean): Promise<void> {
    this.slides?.close();
    this.slides = on ? await Slides.open() : null;
    this.screen = this.slides?.stream ?? null;
  }

  leave(): void {
    this.face.stop();
    this.connection.close();
    this.slides?.close();
  }
}
