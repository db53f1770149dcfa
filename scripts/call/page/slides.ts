import { still } from '../../faces/clip';
import { DRAWN } from '../../faces/expressions';
import { drawFace } from '../../faces/face';
import { PEOPLE } from '../../faces/people';
import { Connection } from './connection';
import { drawMark } from './mark';

/** A shared screen: a slide with somebody's portrait on it, which must not be read as a participant's face. */
export class Slides {
  private constructor(
    private readonly connection: Connection,
    private readonly timer: number,
    private readonly track: MediaStreamTrack,
  ) {}

  /** @param mark written into the picture, see mark.ts. */
  static async open(mark: number | null = null): Promise<Slides> {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const portrait = Object.assign(document.createElement('canvas'), { width: 260, height: 260 });
    drawFace(portrait.getContext('2d')!, PEOPLE[0], DRAWN.happiness, still(portrait));
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    let page = 1;
    const draw = () => {
      context.fillStyle = '#fafafa';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = '#20242a';
      context.font = '600 30px system-ui';
      context.fillText('Our customers', 40, 70);
      context.font = '18px system-ui';
      context.fillText(`page ${page++}`, 40, 320);
      context.drawImage(portrait, 340, 50);
      if (mark !== null) drawMark(context, { who: mark, expression: 'happiness' });
    };
    draw();
    const track = canvas.captureStream(4).getVideoTracks()[0]!;
    return new Slides(await Connection.open(track), window.setInterval(draw, 250), track);
  }

  get stream(): MediaStream {
    return this.connection.stream;
  }

  close(): void {
    window.clearInterval(this.timer);
    this.track.stop();
    this.connection.close();
  }
}
