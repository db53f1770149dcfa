import { type Clip, musclesAt, type Picture, still, swayAt } from './clip';
import { DRAWN, DRAWN_EXPRESSIONS, type DrawnExpression } from './expressions';
import { drawFace } from './face';
import { PEOPLE, type Person } from './people';
import { speech, talking, talkingHead } from './speech';

/** Runs in a blank page, called from render.ts: only a browser has a canvas. */
export interface FacesPage {
  /** A clip's pictures as JPEG data URLs. */
  clip(clip: Clip, picture: Picture, fps: number): string[];
  /** People (rows, everybody unless named) with expressions (columns, all unless named) as a PNG data URL. */
  sheet(picture: Picture, people?: readonly Person[], expressions?: readonly DrawnExpression[]): string;
  /** So many moments (columns, `fps` a second) of everybody's talk, neutral and smiling (rows), as a PNG data URL. */
  talkSheet(picture: Picture, columns: number, fps: number): string;
}

declare global {
  var faces: FacesPage;
}

function canvas({ width, height }: Picture) {
  const element = Object.assign(document.createElement('canvas'), { width, height });
  // In memory, not on a GPU: every picture is read back.
  const context = element.getContext('2d', { willReadFrequently: true })!;
  return { element, context };
}

globalThis.faces = {
  clip(clip, picture, fps) {
    const { element, context } = canvas(picture);
    return Array.from({ length: Math.round(clip.seconds * fps) }, (_, i) => {
      const time = i / fps;
      drawFace(context, clip.person, musclesAt(clip, time), swayAt(clip.person, time, clip.seconds, picture));
      return element.toDataURL('image/jpeg', 0.85);
    });
  },

  sheet(picture, people = PEOPLE, expressions = DRAWN_EXPRESSIONS) {
    const cell = canvas(picture);
    const all = canvas({
      width: picture.width * expressions.length,
      height: picture.height * people.length,
    });
    people.forEach((person, row) => {
      expressions.forEach((expression, column) => {
        drawFace(cell.context, person, DRAWN[expression], still(picture));
        all.context.drawImage(cell.element, column * picture.width, row * picture.height);
      });
    });
    return all.element.toDataURL('image/png');
  },

  talkSheet(picture, columns, fps) {
    const cell = canvas(picture);
    const rows = PEOPLE.flatMap((person, seed) =>
      (['neutral', 'happiness'] as const).map((expression) => ({ person, expression, script: speech(seed) })),
    );
    const all = canvas({ width: picture.width * columns, height: picture.height * rows.length });
    for (const [row, { person, expression, script }] of rows.entries()) {
      for (let column = 0; column < columns; column++) {
        const time = 2 + column / fps;
        drawFace(cell.context, person, talking(DRAWN[expression], script, time), talkingHead(script, time, picture));
        all.context.drawImage(cell.element, column * picture.width, row * picture.height);
      }
    }
    return all.element.toDataURL('image/png');
  },
};
