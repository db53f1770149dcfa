import { useEffect, useRef, useState } from 'preact/hooks';
import { sentence } from '../../bridge/requests';
import type { FaceReading } from '../../engine/types';
import { FaceBoxes } from '../face-boxes';
import { FaceList } from '../face-list';
import type { LocalEngine } from '../local-engine';
import { openPicture } from './open-picture';

export interface FileProps {
  readonly file: File;
  readonly engine: LocalEngine;
  readonly onProblem: (message: string) => void;
}

/** One picture with its faces boxed. */
export function StillPicture({ file, engine, onProblem }: FileProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  /** null: being read. */
  const [faces, setFaces] = useState<readonly FaceReading[] | null>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const ended = new AbortController();
    const show = async () => {
      const picture = await openPicture(file);
      try {
        if (ended.signal.aborted || !canvas.current) return;
        draw(picture, canvas.current);
        setOpen(true);
        const pipeline = await engine.load();
        setFaces(await pipeline.readStill(picture, ended.signal));
      } finally {
        picture.close();
      }
    };
    show().catch((error: unknown) => {
      if (!ended.signal.aborted) onProblem(sentence(error));
    });
    return () => ended.abort();
  }, []);

  return (
    <div class="stage-row" data-picture={faces ? 'read' : 'reading'}>
      <div class="stage plain" hidden={!open}>
        <canvas ref={canvas} role="img" aria-label={file.name} />
        {faces && <FaceBoxes faces={faces} />}
      </div>
      {open && (
        <div class="beside">
          {faces ? (
            <FaceList faces={faces} engine={engine.state} empty="No face found in this picture" />
          ) : (
            <p class="waiting" role="status">
              <span class="spinner" />
              Looking at the picture
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function draw(picture: ImageBitmap, canvas: HTMLCanvasElement): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
}
