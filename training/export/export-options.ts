/** What an export is told, whatever the run was trained on. */
export interface ExportOptions {
  /** Folder to write. */
  readonly out: string;
  readonly version: string;
  /** Pictures for the checks; where the run's own lie, or training/data, by default. */
  readonly data: string | undefined;
  /** Whether `out` holds a model that is to be replaced. */
  readonly replace: boolean;
  /** Replaces it even if the new one is worse. */
  readonly force: boolean;
}

/** Of measures in a model's metadata. */
export const fourDigits = (x: number) => Number(x.toFixed(4));

/** Says on the console what was written. */
export function tellFiles(out: string, files: Readonly<Record<string, { bytes: number; sha256: string }>>): void {
  for (const [file, { bytes, sha256 }] of Object.entries(files))
    console.log(`${out}/${file}  ${bytes} bytes  sha256 ${sha256}`);
}
