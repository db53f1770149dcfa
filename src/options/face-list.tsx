import type { EngineState, FaceReading } from '../engine/types';
import { t } from '../i18n/t';
import { Bars } from '../ui/bars';
import { classesOf } from '../ui/engine-classes';
import { FaceLine } from '../ui/face-line';
import { faceSummary } from '../ui/reading-words';

interface Props {
  readonly faces: readonly FaceReading[];
  readonly engine: EngineState | null;
  /** What to say where there is no face. */
  readonly empty: string;
  /** Told which face's row is pointed at or focused; null: none. With it, rows can be focused. */
  readonly onLook?: (face: number | null) => void;
  /** One below the heading that they stand under. */
  readonly heading?: 'h2' | 'h3';
}

/** The faces of a picture in words and bars. */
export function FaceList({ faces, engine, empty, onLook, heading = 'h3' }: Props) {
  if (faces.length === 0) return <FaceLine title={empty} glyph="no face" words="" heading={heading} />;
  const classes = classesOf(engine);
  return (
    <ul class="faces">
      {faces.map((face) => (
        <li
          key={face.face}
          class={onLook && 'linked'}
          data-expression={face.expression ?? 'unsure'}
          tabIndex={onLook && 0}
          onMouseEnter={() => onLook?.(face.face)}
          onMouseLeave={() => onLook?.(null)}
          onFocus={() => onLook?.(face.face)}
          onBlur={() => onLook?.(null)}
        >
          <FaceLine
            title={faces.length > 1 ? t('face_number', { number: face.face }) : t('face')}
            {...faceSummary(face, classes)}
            heading={heading}
          />
          {face.probabilities && (
            <Bars probabilities={face.probabilities} expression={face.expression} classes={classes} />
          )}
        </li>
      ))}
    </ul>
  );
}
