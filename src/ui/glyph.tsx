import { type ModelClass, styleOf } from '../classes';
import { DISC, EYE, FACE_GLYPHS, GRID, INITIAL, initialOf, STROKE } from '../glyphs';

/** What a face shows, or why there is nothing to show. */
export type GlyphName = ModelClass | 'unsure' | 'no face' | 'camera off';

/** Decoration beside words that say the same: hidden from screen readers. */
export function Glyph({ name, size = 28 }: { name: GlyphName; size?: number }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox={`0 0 ${GRID} ${GRID}`} aria-hidden="true" focusable="false">
      {typeof name === 'string' ? <Nothing name={name} /> : <Face kind={name} />}
    </svg>
  );
}

function Face({ kind }: { kind: ModelClass }) {
  const { expression, color, word } = styleOf(kind);
  if (!expression)
    return (
      <>
        <circle cx="12" cy="12" r={DISC} fill={color} />
        <text x="12" y="12" dy=".36em" text-anchor="middle" font-size={INITIAL} font-weight="700" fill="#fff">
          {initialOf(word)}
        </text>
      </>
    );
  const { lines, dots, fill } = FACE_GLYPHS[expression];
  return (
    <>
      <circle cx="12" cy="12" r={DISC} fill={color} />
      <path d={lines} fill="none" stroke="#fff" stroke-width={STROKE} stroke-linecap="round" stroke-linejoin="round" />
      {fill && <path d={fill} fill="#fff" />}
      {dots?.split(' ').map((dot) => {
        const [x, y] = dot.split(',');
        return <circle key={dot} cx={x} cy={y} r={EYE} fill="#fff" />;
      })}
    </>
  );
}

function Nothing({ name }: { name: 'unsure' | 'no face' | 'camera off' }) {
  return (
    <g fill="none" stroke="var(--line-strong)" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">
      <circle cx="12" cy="12" r="10.200" stroke-dasharray={name === 'unsure' ? '3.200 3.200' : undefined} />
      {name === 'unsure' && (
        <path d="M9.700 9.700a2.400 2.400 0 1 1 3.600 2.100c-.9.5-1.300 1-1.300 1.900M12 16.800v.1" />
      )}
      {name === 'no face' && <path d="M8.500 12h.1M12 12h.1M15.500 12h.1" stroke-width="2" />}
      {name === 'camera off' && <path d="M7 9.500h6.500v5H7ZM13.500 11.300l3-1.600v4.600l-3-1.600M6.500 6.500l11 11" />}
    </g>
  );
}
