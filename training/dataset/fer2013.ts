/** FER2013 with or without FER+'s votes. */
import { INPUT_AREA } from '../../src/engine/input';
import { DatasetError } from './dataset-error';
import type { Faces } from './faces';
import { type ReadProgress, readPictures } from './fer2013-pictures';
import { checkPairing, readVotes } from './fer2013-votes';
import { VOTES } from './labels';

/**
 * Reads both files and pairs their rows by position (FER+'s image names do not count every row).
 * @param voteFile left out: no picture has votes
 * @throws DatasetError naming file and line
 */
export async function readFer2013(
  pictureFile: string,
  voteFile?: string,
  onProgress: ReadProgress = () => {},
): Promise<Faces> {
  const rows = await readPictures(pictureFile, onProgress);
  const table = voteFile === undefined ? undefined : readVotes(voteFile);
  const votes = table?.votes ?? new Uint8Array(rows.count * VOTES);
  const voted = votes.length / VOTES;
  if (voted !== rows.count) {
    const [short, shortCount] = voted < rows.count ? [voteFile!, voted] : [pictureFile, rows.count];
    throw new DatasetError(
      short,
      shortCount + 1,
      `${rows.count} pictures in ${pictureFile}, but ${voted} rows of votes in ${voteFile}; both must hold the same rows`,
    );
  }
  if (table) checkPairing(table, rows, pictureFile, voteFile!);
  return {
    count: rows.count,
    pixels: rows.pixels.slice(0, rows.count * INPUT_AREA),
    classes: Uint8Array.from(rows.classes),
    votes,
    usages: Uint8Array.from(rows.usages),
  };
}
