import { Brush, type Canvas2d } from './brush';
import { css } from './color';
import type { Muscles } from './expressions';
import { drawEyes } from './eyes';
import { drawHairBehind, drawHairInFront } from './hair';
import { drawEars, drawGlasses, drawHead, drawNeck, drawShoulders } from './head';
import { drawMouth } from './mouth';
import { drawNose } from './nose';
import type { Person } from './people';
import { type Sitter, tonesOf } from './sitter';
import { drawBeard, drawForehead, drawSocketsAndCheeks, shadeHead } from './skin';
import { surfaces, type Turn } from './surface';

/** Pixels on the canvas; angles in radians. */
export interface Pose extends Turn {
  /** The point between the eyes. */
  readonly x: number;
  readonly y: number;
  /** From the hairline to the chin. */
  readonly size: number;
  /** Positive tilts the head to the picture's right. */
  readonly roll: number;
  /** 0 open, 1 shut. */
  readonly blink: number;
}

/** One person in front of a wall, over the whole canvas. */
export function drawFace(context: Canvas2d, person: Person, muscles: Muscles, pose: Pose): void {
  const { width, height } = context.canvas;
  const on = surfaces(pose);
  const sitter: Sitter = {
    brush: new Brush(context, on.face),
    on,
    person,
    muscles,
    turn: pose,
    blink: pose.blink,
    tones: tonesOf(person),
    chin: person.chin + muscles.jawDrop,
  };

  context.save();
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, css(person.wall[0]));
  wall.addColorStop(1, css(person.wall[1]));
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);

  context.translate(pose.x, pose.y);
  const unit = pose.size / (person.chin + 0.92);
  context.scale(unit, unit);
  // The shoulders follow a tilt of the head a little.
  context.rotate(pose.roll * 0.3);
  drawShoulders(sitter);
  context.rotate(pose.roll * 0.7);

  drawHairBehind(sitter);
  drawNeck(sitter);
  drawEars(sitter);
  drawHead(sitter);
  sitter.brush.within(() => {
    shadeHead(sitter);
    drawSocketsAndCheeks(sitter);
    drawForehead(sitter);
    drawBeard(sitter);
  });
  drawNose(sitter);
  drawEyes(sitter);
  drawMouth(sitter);
  drawHairInFront(sitter);
  drawGlasses(sitter);
  context.restore();
}
