import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { BACKDROP } from '../../engine/backdrop';
import type { EngineState, FaceReading } from '../../engine/types';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { classesOf } from '../../ui/engine-classes';
import { Icon } from '../../ui/icon';
import { saveFile } from '../../ui/save-file';
import { FaceBoxes } from '../face-boxes';
import { FaceList } from '../face-list';
import { annotated } from './annotated';

interface Props {
  readonly name: string;
  readonly picture: ImageBitmap;
  /** null: not read yet. */
  readonly faces: readonly FaceReading[] | null;
  /** It could not be read, and why is said elsewhere. */
  readonly failed: boolean;
  readonly engine: EngineState | null;
  /** Of each face. */
  readonly heading: 'h2' | 'h3';
  readonly onProblem: (sentence: string) => void;
}

/** One picture with its faces boxed. */
export function StillPicture({ name, picture, faces, failed, engine, heading, onProblem }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [looked, setLooked] = useState<number | null>(null);
  const classes = classesOf(engine);
  useLayoutEffect(() => draw(picture, canvas.current!), [picture]);

  const save = async () => {
    try {
      saveFile(await annotated(canvas.current!, faces ?? [], classes), `${name.replace(/\.\w+$/, '')}-faces.png`);
    } catch (error) {
      report('drawing the boxes of a picture', error);
      onProblem(errorWords(error));
    }
  };

  return (
    <div class="stage-row" data-picture={faces ? 'read' : failed ? 'failed' : 'reading'}>
      <div class="stage plain">
        <canvas ref={canvas} role="img" aria-label={name} />
        {faces && <FaceBoxes faces={faces} classes={classes} active={looked} />}
      </div>
      {!failed && (
        <div class="beside">
          {faces ? (
            <>
              <FaceList
                faces={faces}
                engine={engine}
                empty={t('analyse_noFace')}
                heading={heading}
                {...(faces.length > 1 ? { onLook: setLooked } : {})}
              />
              {faces.length > 0 && (
                <button
                  type="button"
                  class="button small"
                  aria-label={t('analyse_boxesName', { name })}
                  onClick={() => void save()}
                >
                  <Icon name="download" size={14} />
                  {t('analyse_boxes')}
                </button>
              )}
            </>
          ) : (
            <p class="waiting" role="status">
              <span class="spinner" />
              {t('analyse_looking')}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** As it is read: what is transparent shows what the engine sees there. */
function draw(picture: ImageBitmap, canvas: HTMLCanvasElement): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = `rgb(${BACKDROP} ${BACKDROP} ${BACKDROP})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
}
