import { type Expression, STYLE } from '../expressions';

/** What a face shows, or why there is nothing to show. */
export type GlyphName = Expression | 'unsure' | 'no face' | 'camera off';

/**
 * Drawn faces instead of emoji: the same on every system, also where no emoji font is installed. Strokes on a grid of
 * 24; `dots` are eyes.
 */
const FACES: Readonly<Record<Expression, { readonly lines: string; readonly dots?: string; readonly fill?: string }>> =
  {
    neutral: { lines: 'M8.500 15.700h7', dots: '9,10 15,10' },
    happiness: {
      lines: 'M7.500 13.600c1 2.900 2.600 4.100 4.500 4.100s3.500-1.200 4.500-4.100',
      dots: '9,9.800 15,9.800',
    },
    surprise: {
      lines: 'M7.200 7.500c.8-.9 1.900-1.100 3-.7M16.800 7.500c-.8-.9-1.900-1.100-3-.7',
      dots: '9,10.500 15,10.500',
      fill: 'M12 13.400a2.200 2.700 0 1 1 0 5.400a2.200 2.700 0 1 1 0-5.400Z',
    },
    sadness: {
      lines:
        'M7 8.900 9.900 7.500M17 8.900 14.100 7.500M8.300 17.200c.9-1.900 2.200-2.700 3.700-2.700s2.800.8 3.700 2.700',
      dots: '9,11.200 15,11.200',
    },
    anger: {
      lines:
        'M7 7.700 10.100 9.300M17 7.700 13.900 9.300M8.700 16.800c.9-1.200 2-1.700 3.300-1.700s2.400.5 3.300 1.700',
      dots: '9,11.600 15,11.600',
    },
    disgust: {
      lines:
        'M7.500 9.300 10.300 10.400 7.500 11.400M16.500 9.300 13.700 10.400 16.500 11.400M7.800 16.300c1.100-1.500 2.200-1.600 3.400-.5s2.900 1.300 5-.5',
    },
    fear: {
      lines:
        'M7 8.200 9.800 6.800M17 8.200 14.200 6.800M8.200 17.300c.3-1.900 1.800-2.900 3.800-2.900s3.500 1 3.800 2.900Z',
      dots: '9,10.900 15,10.900',
    },
    contempt: { lines: 'M7.600 10.200h2.800M13.600 10.200h2.800M8.600 16.200h3.600c1.700 0 2.900-.8 3.600-2.300' },
  };

/** Decoration beside words that say the same: hidden from screen readers. */
export function Glyph({ name, size = 28 }: { name: GlyphName; size?: number }) {
  return (
    <svg class="glyph" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {isExpression(name) ? <Face name={name} /> : <Nothing name={name} />}
    </svg>
  );
}

function isExpression(name: GlyphName): name is Expression {
  return name in FACES;
}

function Face({ name }: { name: Expression }) {
  const { lines, dots, fill } = FACES[name];
  return (
    <>
      <circle cx="12" cy="12" r="11" fill={STYLE[name].color} />
      <path d={lines} fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" />
      {fill && <path d={fill} fill="#fff" />}
      {dots?.split(' ').map((dot) => {
        const [x, y] = dot.split(',');
        return <circle key={dot} cx={x} cy={y} r="1.3" fill="#fff" />;
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
