/** One canvas behind all tiles, in a closed shadow root, with every participant's picture drawn where their player is. */
export class SharedCanvas {
  private readonly canvas = document.createElement('canvas');
  private readonly context: CanvasRenderingContext2D;
  private readonly videos = new Map<HTMLElement, HTMLVideoElement>();

  constructor(private readonly host: HTMLElement) {
    this.canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%';
    host.attachShadow({ mode: 'closed' }).append(this.canvas, document.createElement('slot'));
    this.context = this.canvas.getContext('2d')!;
    requestAnimationFrame(() => this.draw());
  }

  show(player: HTMLElement, stream: MediaStream): void {
    const video = this.videos.get(player) ?? document.createElement('video');
    this.videos.set(player, video);
    if (video.srcObject === stream) return;
    video.muted = true;
    video.srcObject = stream;
    // Rejects where the next stream comes before the first picture of this one.
    video.play().catch(() => undefined);
  }

  remove(player: HTMLElement): void {
    this.videos.delete(player);
  }

  private draw(): void {
    const { width, height, left, top } = this.host.getBoundingClientRect();
    const scale = window.devicePixelRatio;
    if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
    }
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    this.context.clearRect(0, 0, width, height);
    for (const [player, video] of this.videos) {
      if (!player.isConnected || video.videoWidth === 0) continue;
      const box = player.getBoundingClientRect();
      // Cover: the middle of the picture, in the player's shape.
      const fit = Math.max(box.width / video.videoWidth, box.height / video.videoHeight);
      const [w, h] = [box.width / fit, box.height / fit];
      const [x, y] = [(video.videoWidth - w) / 2, (video.videoHeight - h) / 2];
      this.context.drawImage(video, x, y, w, h, box.left - left, box.top - top, box.width, box.height);
    }
    requestAnimationFrame(() => this.draw());
  }
}
