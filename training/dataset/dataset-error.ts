/** What is wrong with the input, where, and what was expected. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  constructor(file: string, line: number, problem: string) {
    super(`${file}, line ${line}: ${problem}`);
  }
}
