import { nextId, type Participant } from './participant';

/** The user, seen by their own camera. */
export class SelfParticipant implements Participant {
  readonly id = nextId();
  readonly isSelf = true;
  cameraOn = true;
  readonly screen = null;
  readonly expression = null;
  readonly mark = null;

  private constructor(
    public name: string,
    readonly stream: MediaStream,
  ) {}

  static async join(name: string): Promise<SelfParticipant> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 } });
    return new SelfParticipant(name, stream);
  }

  camera(on: boolean): void {
    this.cameraOn = on;
    for (const track of this.stream.getVideoTracks()) track.enabled = on;
  }
}
