import { useState } from 'preact/hooks';
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
import { PictureCanvas } from './picture-canvas';

interface Props {
  readonly name: string;
  readonly content: Blob;
  /** The same, opened; closed once it was read. */
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
export function StillPicture({ name, content, picture, faces, failed, engine, heading, onProblem }: Props) {
  const [looked, setLooked] = useState<number | null>(null);
  const classes = classesOf(engine);

  const save = async () => {
    try {
      saveFile(await annotated(content, faces ?? [], classes), `${name.replace(/\.\w+$/, '')}-faces.png`);
    } catch (error) {
      report('drawing the boxes of a picture', error);
      onProblem(errorWords(error));
    }
  };

  return (
    <div class="stage-row" data-picture={faces ? 'read' : failed ? 'failed' : 'reading'}>
      <div class="stage plain">
        <PictureCanvas name={name} content={content} picture={picture} />
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
