/** Line icons on a grid of 16, drawn for these pages. */
const PATHS = {
  settings:
    'M6.600 1.800h2.800l.4 1.700 1.300.7 1.700-.5 1.400 2.400-1.300 1.200v1.400l1.300 1.200-1.400 2.400-1.700-.5-1.300.7-.4 1.700H6.600l-.4-1.700-1.300-.7-1.700.5-1.400-2.400 1.300-1.200V7.300L1.800 6.100l1.400-2.400 1.700.5 1.300-.7ZM8 10.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z',
  warning: 'M8 2 14.500 13.500h-13ZM8 6.500v3.200M8 11.600v.1',
  people:
    'M6 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM1.500 13.500c.3-2.800 2-4 4.500-4s4.200 1.200 4.500 4M10.500 3a2.300 2.300 0 0 1 0 4.300M12 9.800c1.500.5 2.300 1.700 2.500 3.700',
  computer: 'M2 3h12v8H2ZM6 13.500h4M8 11v2.500',
  face: 'M8 14.500a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM5.500 9.500c.6 1.200 1.400 1.700 2.500 1.700s1.900-.5 2.500-1.700M6 6.100v.3M10 6.100v.3',
  law: 'M8 2v11.500M4.500 13.500h7M3 4.500h10M3 4.500 1.200 9a1.900 1.900 0 0 0 3.600 0ZM13 4.500 11.200 9a1.900 1.900 0 0 0 3.600 0Z',
  download: 'M8 2v8M4.800 7 8 10.200 11.200 7M2.500 13.500h11',
  camera: 'M1.500 4.500h8.500v7H1.500ZM10 7l4.500-2.300v6.600L10 9',
  picture: 'M2 2.500h12v11H2ZM2 11l3.500-3.500 3 3 2-2L14 12M10.500 5.500v.1',
  trash: 'M2.500 4h11M6 4V2.200h4V4M4 4l.6 9.800h6.800L12 4M6.700 6.700v4.500M9.300 6.700v4.500',
  chart: 'M2.500 13.500h11M4.500 11V7M8 11V3M11.500 11V5.500',
  sliders:
    'M2 4.500h6M11.500 4.500H14M2 11.500h2.500M8 11.500h6M9.800 6.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600ZM6.200 13.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600Z',
  panel: 'M1.500 2.500h13v11h-13ZM9.500 2.500v11M11.500 5.500h1M11.500 8h1',
  reload: 'M13.500 8A5.500 5.500 0 1 1 11.600 3.800L13.500 5.500M13.500 2v3.500H10',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: the words beside it, or the control's label, say what it means. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.3"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
