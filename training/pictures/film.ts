/** Films are told from pictures by what is in them, not by their names. */
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

/** Whether a file is one with moving pictures. */
export async function isFilm(file: string): Promise<boolean> {
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(file) });
  try {
    return (await input.canRead()) && (await input.getPrimaryVideoTrack()) !== null;
  } catch {
    return false;
  }
}
