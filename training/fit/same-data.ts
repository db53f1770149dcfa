/** A run goes on with what it was begun with. */
import type { TrainedData } from './checkpoint';

/** @throws Error where a resumed run would go on with other pictures or other teachers than it began with */
export function checkSameData(data: TrainedData, begun: TrainedData | undefined, name: string): void {
  if (!begun) return;
  const other = Object.entries(begun.teachers ?? {}).find(([run, sha256]) => data.teachers?.[run] !== sha256);
  if (other)
    throw new Error(
      `${name} was begun with another ${other[0]} (SHA-256 ${other[1].slice(0, 12)}…) than training/runs holds now. ` +
        'Put that one back, or begin another --run.',
    );
  if (begun.fingerprint !== data.fingerprint)
    throw new Error(
      `${name} was begun with ${begun.pictures} other pictures or labels than the ${data.pictures} that are there now. ` +
        'Give it the same --data, or begin another --run.',
    );
}
