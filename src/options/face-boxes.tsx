import { type Classes, classNamed, styleOf } from '../classes';
import type { FaceReading } from '../engine/types';
import { wholePercent } from '../expressions';
import { wordOf } from '../i18n/class-words';
import { percent } from '../i18n/format';
import { t } from '../i18n/t';

interface Props {
  readonly faces: readonly FaceReading[];
  readonly classes: Classes;
  /** The picture is shown as in a mirror. */
  readonly mirrored?: boolean;
  /** The face whose row is looked at. */
  readonly active?: number | null;
}

/** Boxes over a picture that fills its parent. The words stand beside it as text, so screen readers skip these. */
export function FaceBoxes({ faces, classes, mirrored = false, active = null }: Props) {
  return (
    <div class="boxes" aria-hidden="true">
      {faces.map(({ face, box, expression, confidence }) => {
        const left = mirrored ? 1 - box.x - box.width : box.x;
        const kind = expression === null ? null : classNamed(classes, expression);
        const color = kind ? styleOf(kind).color : 'var(--line-strong)';
        const place = {
          left: length(left),
          top: length(box.y),
          width: length(box.width),
          height: length(box.height),
          '--box': color,
        };
        // Words over small boxes would cover the neighbours: the number leads to the list beside.
        const crowded = faces.length > 1 && box.width < 0.12;
        // In the picture's right half it ends with its box, or it would leave the picture.
        const side = left + box.width / 2 > 0.5 ? ' label-left' : '';
        const words =
          kind && confidence !== null ? `${wordOf(kind)} ${percent(wholePercent(confidence))}` : t('unsure');
        return (
          <div
            key={face}
            class={`box${side}${box.y < 0.1 ? ' label-inside' : ''}${face === active ? ' active' : ''}`}
            style={place}
            data-face={face}
          >
            <span>{crowded ? face : faces.length > 1 ? `${face} · ${words}` : words}</span>
          </div>
        );
      })}
    </div>
  );
}

function length(fraction: number): string {
  return `${(fraction * 100).toFixed(2)}%`;
}
