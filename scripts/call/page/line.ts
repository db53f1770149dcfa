import { DRAWN, type DrawnExpression } from '../../faces/expressions';
import { PEOPLE } from '../../faces/people';
import { Connection } from './connection';
import { LiveFace, type Sitter } from './live-face';
import { Slides } from './slides';

/** A camera and its way to us. */
export interface Line {
  readonly face: LiveFace;
  readonly stream: MediaStream;
  /** false: nothing more is sent, and the last picture stays. */
  send(on: boolean): Promise<void>;
  hangUp(): void;
}

/** A shared screen that arrives here. */
export interface Screen {
  readonly stream: MediaStream;
  close(): void;
}

export interface Lines {
  open(sitter: Sitter, beside: readonly Sitter[]): Promise<Line>;
  share(): Promise<Screen>;
}

/** A connection of its own for everyone. */
export const ownLines: Lines = {
  async open(sitter, beside) {
    const face = new LiveFace(sitter, { beside });
    const connection = await Connection.open(face.track);
    return {
      face,
      stream: connection.stream,
      send: (on) => connection.send(on ? face.track : null),
      hangUp() {
        face.stop();
        connection.close();
      },
    };
  },
  share: () => Slides.open(),
};

/** Many at once on few cores, and only their marks are read. */
const LENT_CAMERA = { width: 240, height: 135, rate: 10 };

/** What the slides' mark says, as nobody's. */
export const SCREEN_MARK = 255;

/**
 * Lines that are connected once and lent to whoever joins next, each time as a track of its own: hundreds of people can
 * come and go in seconds. Their faces show what they show, and every picture carries a mark.
 */
export class LentLines implements Lines {
  private constructor(
    private readonly free: { face: LiveFace; connection: Connection }[],
    private readonly slides: Slides,
  ) {}

  static async connect(count: number): Promise<LentLines> {
    const expressions = Object.keys(DRAWN) as DrawnExpression[];
    const faces = Array.from({ length: count }, (_, i) => {
      const person = PEOPLE[i % PEOPLE.length]!;
      const expression = expressions[i % expressions.length]!;
      return new LiveFace({ person, expression }, { mark: i, camera: LENT_CAMERA });
    });
    const free = await Promise.all(
      faces.map(async (face) => ({ face, connection: await Connection.open(face.track) })),
    );
    return new LentLines(free, await Slides.open(SCREEN_MARK));
  }

  /** @throws RangeError where all are lent. */
  async open(): Promise<Line> {
    const line = this.free.shift();
    if (!line) throw new RangeError('More people than lines.');
    const { face, connection } = line;
    const stream = copy(connection.stream);
    return {
      face,
      stream,
      send: (on) => connection.send(on ? face.track : null),
      hangUp: () => {
        for (const track of stream.getTracks()) track.stop();
        void connection.send(face.track);
        this.free.push(line);
      },
    };
  }

  async share(): Promise<Screen> {
    const stream = copy(this.slides.stream);
    return {
      stream,
      close() {
        for (const track of stream.getTracks()) track.stop();
      },
    };
  }
}

function copy(stream: MediaStream): MediaStream {
  return new MediaStream(stream.getVideoTracks().map((track) => track.clone()));
}
