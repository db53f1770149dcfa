import type { Rgb } from './color';

export type HairStyle = 'short' | 'long' | 'bob' | 'afro' | 'bald' | 'bun';

/** One drawn person. Lengths are in half face widths. */
export interface Person {
  readonly name: string;
  readonly skin: Rgb;
  readonly lips?: Rgb;
  readonly iris: Rgb;
  readonly hair: { readonly style: HairStyle; readonly color: Rgb };
  readonly headWidth: number;
  readonly jawWidth: number;
  /** Where the chin is, below the eyes. */
  readonly chin: number;
  readonly browThickness: number;
  /** 1 is an average nose. */
  readonly noseWidth: number;
  /** 0 is shaven, 1 a full beard. */
  readonly beard: number;
  readonly glasses: boolean;
  readonly clothes: Rgb;
  readonly wall: readonly [Rgb, Rgb];
}

export const PEOPLE = [
  {
    name: 'Noah Keller',
    skin: [232, 190, 160],
    iris: [84, 110, 130],
    hair: { style: 'short', color: [70, 45, 28] },
    headWidth: 1,
    jawWidth: 0.84,
    chin: 1.33,
    browThickness: 0.055,
    noseWidth: 1,
    beard: 0,
    glasses: false,
    clothes: [60, 80, 110],
    wall: [
      [196, 202, 204],
      [120, 128, 136],
    ],
  },
  {
    name: 'Lucía Romero',
    skin: [198, 146, 110],
    lips: [170, 70, 75],
    iris: [60, 38, 22],
    hair: { style: 'long', color: [25, 20, 20] },
    headWidth: 0.95,
    jawWidth: 0.74,
    chin: 1.34,
    browThickness: 0.045,
    noseWidth: 0.9,
    beard: 0,
    glasses: false,
    clothes: [150, 60, 70],
    wall: [
      [214, 200, 180],
      [150, 130, 110],
    ],
  },
  {
    name: 'Amara Okafor',
    skin: [138, 92, 66],
    iris: [40, 24, 16],
    hair: { style: 'afro', color: [18, 15, 14] },
    headWidth: 1,
    jawWidth: 0.85,
    chin: 1.35,
    browThickness: 0.06,
    noseWidth: 1.18,
    beard: 0,
    glasses: false,
    clothes: [210, 190, 90],
    wall: [
      [180, 196, 186],
      [96, 116, 110],
    ],
  },
  {
    name: 'Ingrid Holm',
    skin: [240, 205, 182],
    lips: [196, 92, 92],
    iris: [80, 120, 80],
    hair: { style: 'bob', color: [176, 120, 60] },
    headWidth: 0.97,
    jawWidth: 0.78,
    chin: 1.28,
    browThickness: 0.04,
    noseWidth: 0.85,
    beard: 0,
    glasses: false,
    clothes: [70, 120, 90],
    wall: [
      [200, 210, 224],
      [130, 146, 170],
    ],
  },
  {
    name: 'Viktor Petrov',
    skin: [214, 164, 132],
    iris: [70, 80, 90],
    hair: { style: 'bald', color: [120, 116, 112] },
    headWidth: 1.04,
    jawWidth: 0.92,
    chin: 1.36,
    browThickness: 0.06,
    noseWidth: 1.15,
    beard: 0.5,
    glasses: false,
    clothes: [50, 50, 56],
    wall: [
      [210, 206, 200],
      [110, 104, 100],
    ],
  },
  {
    name: 'Ravi Menon',
    skin: [160, 110, 78],
    iris: [46, 30, 18],
    hair: { style: 'short', color: [30, 22, 18] },
    headWidth: 0.98,
    jawWidth: 0.86,
    chin: 1.38,
    browThickness: 0.065,
    noseWidth: 1.05,
    beard: 1,
    glasses: true,
    clothes: [90, 70, 120],
    wall: [
      [190, 186, 200],
      [110, 104, 124],
    ],
  },
  {
    name: 'Mei Tanaka',
    skin: [236, 198, 164],
    lips: [188, 84, 88],
    iris: [52, 34, 24],
    hair: { style: 'bun', color: [34, 26, 26] },
    headWidth: 0.98,
    jawWidth: 0.8,
    chin: 1.3,
    browThickness: 0.045,
    noseWidth: 0.92,
    beard: 0,
    glasses: false,
    clothes: [196, 120, 96],
    wall: [
      [216, 208, 214],
      [140, 128, 142],
    ],
  },
] as const satisfies readonly Person[];

export type PersonName = (typeof PEOPLE)[number]['name'];

/** @throws RangeError where nobody has that name. */
export function personNamed(name: string): Person {
  const person = PEOPLE.find((p) => p.name === name);
  if (!person)
    throw new RangeError(`Nobody is drawn under the name "${name}". Known: ${PEOPLE.map((p) => p.name).join(', ')}.`);
  return person;
}
