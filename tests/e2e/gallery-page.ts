import { LiveFace } from '../../scripts/call/page/live-face';
import { PEOPLE } from '../../scripts/faces/people';

/** Tiles in a row; a full gallery has as many rows. */
const ROW = 7;
/** Pictures drawn; the tiles share them, each with a track of its own. */
const FACES = 4;
/** Milliseconds between two changes, and that one takes. */
const CHANGE = { every: 1000, takes: 400 };

/** A gallery with Google Meet's structure, in which everyone changes places every second, gliding there. */
class Gallery {
  private readonly cells: HTMLElement[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private changedAt = 0;
  private frames = 0;

  constructor() {
    const faces = PEOPLE.slice(0, FACES).map((person) => new LiveFace({ person, expression: 'happiness' }));
    const main = document.body.appendChild(document.createElement('main'));
    for (let i = 0; i < ROW * ROW; i++) {
      const cell = main.appendChild(tile(i + 1, faces[i % FACES]!.track.clone()));
      this.cells.push(cell);
      this.from.push(i);
      this.to.push(i);
    }
    setInterval(() => this.change(), CHANGE.every);
    requestAnimationFrame(() => this.frame());
  }

  playing(): boolean {
    return [...document.querySelectorAll('video')].every(({ videoWidth }) => videoWidth > 0);
  }

  /** Frames of the page's own animation in so many milliseconds. */
  async framesIn(time: number): Promise<number> {
    const before = this.frames;
    await new Promise((resolve) => setTimeout(resolve, time));
    return this.frames - before;
  }

  private change(): void {
    this.changedAt = performance.now();
    for (let i = 0; i < this.to.length; i++) {
      this.from[i] = this.to[i]!;
      // A step that shares no factor with the number of tiles: everybody moves, far and near.
      this.to[i] = (this.to[i]! + 17) % this.to.length;
    }
  }

  private frame(): void {
    this.frames++;
    const way = Math.min(1, (performance.now() - this.changedAt) / CHANGE.takes);
    const [width, height] = [innerWidth / ROW, innerHeight / ROW];
    const between = (a: number, b: number) => a + (b - a) * way;
    this.cells.forEach((cell, i) => {
      const [from, to] = [this.from[i]!, this.to[i]!];
      cell.style.left = `${between(from % ROW, to % ROW) * width}px`;
      cell.style.top = `${between(Math.floor(from / ROW), Math.floor(to / ROW)) * height}px`;
      cell.style.width = `${width - 6}px`;
      cell.style.height = `${height - 6}px`;
    });
    requestAnimationFrame(() => this.frame());
  }
}

function tile(n: number, track: MediaStreamTrack): HTMLElement {
  const cell = document.createElement('div');
  cell.style.position = 'absolute';
  const device = `spaces/gallery/devices/${n}`;
  cell.innerHTML = `<div data-participant-id="${device}" data-tile-media-id="${device}" style="height:100%;overflow:hidden">
    <div data-layout="roi-crop" style="height:100%"><img hidden><div jsname="Nl0j0e" style="height:100%"><div data-ssrc="${n}" style="height:100%">
    <video autoplay playsinline muted style="width:100%;height:100%;object-fit:cover"></video></div></div></div>
    <div><span class="notranslate">Person ${n}</span><div jsname="QgSmzd"></div></div><button hidden><i class="notranslate">keep</i></button></div>`;
  const video = cell.querySelector('video')!;
  video.srcObject = new MediaStream([track]);
  void video.play();
  return cell;
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}
window.gallery = new Gallery();
