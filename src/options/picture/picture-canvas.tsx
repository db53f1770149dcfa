import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { BACKDROP } from '../../engine/backdrop';
import { openPicture } from './open-picture';

interface Props {
  readonly name: string;
  readonly content: Blob;
  /** The same, opened: drawn at once, and not needed any more after that. */
  readonly picture: ImageBitmap;
}

/** A picture that keeps its place, and its pixels only near what is seen of the page: there may be hundreds of 16 MB each. */
export function PictureCanvas({ name, content, picture }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shape = useRef(`${picture.width} / ${picture.height}`);
  useLayoutEffect(() => drawPicture(picture, canvas.current!), []);
  useEffect(() => {
    const element = canvas.current!;
    let isNear = true;
    const paint = async () => {
      const again = await openPicture(content);
      if (again && isNear) drawPicture(again, element);
      again?.close();
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        isNear = entry!.isIntersecting;
        if (!isNear) element.width = element.height = 0;
        else if (element.width === 0) void paint();
      },
      { rootMargin: '100%' },
    );
    observer.observe(element);
    return () => {
      isNear = false;
      observer.disconnect();
    };
  }, []);
  return <canvas ref={canvas} role="img" aria-label={name} style={{ aspectRatio: shape.current }} />;
}

/** Draws a picture as it is read: what is transparent shows what the engine sees there. */
export function drawPicture(picture: ImageBitmap, canvas: HTMLCanvasElement | OffscreenCanvas): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (!context) return;
  context.fillStyle = `rgb(${BACKDROP} ${BACKDROP} ${BACKDROP})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
}
