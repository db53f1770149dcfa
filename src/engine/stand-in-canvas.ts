/**
 * A canvas for MediaPipe that needs no WebGL. On the CPU, tasks-vision 0.10.35 uses WebGL2 for one thing: it puts each
 * picture into a texture and reads the same pixels back into its own memory. Browsers without graphics acceleration
 * have no WebGL2 at all, and with it the pixels make two trips to the GPU process for nothing. So this context keeps the
 * picture and hands it back, in just the calls that MediaPipe makes (recorded on 2026-11-21).
 */
export function standInCanvas(): OffscreenCanvas {
  const gl = new StandInWebGl();
  return Object.assign(new OffscreenCanvas(1, 1), { getContext: () => gl }) as OffscreenCanvas;
}

interface Texture {
  picture: ImageData | null;
}

class StandInWebGl {
  // Names of WebGL that MediaPipe's JavaScript takes from its context.
  readonly TEXTURE_2D = 0x0de1;
  readonly RGBA = 0x1908;
  readonly UNSIGNED_BYTE = 0x1401;
  private bound: Texture | null = null;
  /** To the framebuffer that is read. */
  private attached: Texture | null = null;

  createTexture(): Texture {
    return { picture: null };
  }

  bindTexture(_target: number, texture: Texture | null): void {
    this.bound = texture;
  }

  texImage2D(...given: unknown[]): void {
    const picture = given.at(-1);
    if (!this.bound) throw new TypeError('There is no texture for the picture.');
    // One that is refused leaves nothing of the last one to be read in its place.
    this.bound.picture = picture instanceof ImageData ? picture : null;
    if (!this.bound.picture) throw new TypeError('Only ImageData can be looked at.');
  }

  framebufferTexture2D(_target: number, _attachment: number, _kind: number, texture: Texture | null): void {
    this.attached = texture;
  }

  readPixels(
    _x: number,
    _y: number,
    width: number,
    height: number,
    _format: number,
    _type: number,
    memory: Uint8Array,
    offset: number,
  ): void {
    const picture = this.attached?.picture;
    if (picture?.width !== width || picture.height !== height) throw new RangeError('Not the picture that was given.');
    memory.set(picture.data, offset);
    // Each picture is read once: a second reading would be of an old one.
    this.attached!.picture = null;
  }

  deleteTexture(texture: Texture | null): void {
    if (texture) texture.picture = null;
  }

  getParameter(name: number): string | number {
    const MAX_VERTEX_ATTRIBS = 0x8869;
    return name === MAX_VERTEX_ATTRIBS ? 16 : 'WebGL 2.0';
  }

  getSupportedExtensions(): string[] {
    return [];
  }

  getExtension(): null {
    return null;
  }

  getContextAttributes(): object {
    return {};
  }

  getError(): number {
    return 0;
  }

  createFramebuffer(): object {
    return {};
  }

  fenceSync(): object {
    return {};
  }

  activeTexture(): void {}
  texParameteri(): void {}
  bindFramebuffer(): void {}
  deleteFramebuffer(): void {}
  deleteSync(): void {}
}
