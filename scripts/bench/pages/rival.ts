/** What a page of the comparison offers: pages/facet.ts, pages/human.ts and pages/face-api.ts each are one. */
export interface Rival {
  /** Loads all that it needs. */
  open(): Promise<void>;
  /** Looks at one picture, opaque RGBA. @returns whether it found a face and told its expression. */
  read(picture: ImageData, time: number): Promise<boolean>;
}

/** What was taken of one page. */
export interface Turn {
  readonly read: number;
  /** Pictures in which no face was read. */
  readonly missed: number;
  /** Milliseconds, of each picture. */
  readonly times: readonly number[];
}

declare global {
  /** Milliseconds from the page's script being there to the first answer, with all that must be loaded for it. */
  var openRival: () => Promise<number>;
  /** Draws pictures to be read, of somebody who talks. */
  var drawPictures: (width: number, height: number) => Promise<void>;
  /** Reads so many pictures, one after the other, from where the last turn ended. */
  var takeTurn: (count: number) => Promise<Turn>;
}
