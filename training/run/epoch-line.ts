import { duration } from '../console/duration';
import type { EpochReport } from '../fit/fit';
import { percent } from '../markup/tables';

/** What an epoch came to, as a line for whoever watches. */
export function epochLine(report: EpochReport): string {
  const { epoch, epochs, loss, samplesPerSecond, secondsLeft, main, fer2013, training, best } = report;
  const accuracy = fer2013
    ? `FER+ ${percent(main.accuracy, 2)} (macro-F1 ${main.macroF1.toFixed(3)})  FER2013 ${percent(fer2013.accuracy, 2)}`
    : `validation ${percent(main.accuracy, 2)} (macro-F1 ${main.macroF1.toFixed(3)})`;
  return (
    `epoch ${epoch}/${epochs}  loss ${loss.toFixed(4)}  training ${percent(training, 2)}  ${accuracy}  ` +
    `${samplesPerSecond.toFixed(0)} samples/s  ${duration(secondsLeft)} left${best ? `  best: epoch ${best}` : ''}`
  );
}
