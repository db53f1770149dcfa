/** What a run tells of its epochs while it goes on: epochs.jsonl, curves.html, and an event file for TensorBoard. */
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { curvesPage } from '../evaluation/plots/curves';
import type { EpochReport } from '../fit/fit';
import { appendScalars } from '../fit/tensorboard';

const LOG = 'epochs.jsonl';
/** The page of a run's curves, in its folder. */
export const CURVES = 'curves.html';

/** Tells of a run as it goes: a line an epoch, its curves, and TensorBoard's events. */
export class EpochLog {
  private readonly reports: EpochReport[];
  private readonly events: string;

  /** @param after the epoch that the run goes on from: what was told of later ones did not come to stay. */
  constructor(
    private readonly folder: string,
    private readonly title: string,
    after: number,
  ) {
    this.reports = told(join(folder, LOG)).filter(({ epoch }) => epoch <= after);
    const known = readdirSync(folder).find((name) => name.startsWith('events.out.tfevents.'));
    this.events = join(folder, known ?? `events.out.tfevents.${Math.floor(Date.now() / 1000)}.${hostname()}`);
    this.draw(false);
  }

  add(report: EpochReport): void {
    this.reports.push(report);
    appendFileSync(join(this.folder, LOG), `${JSON.stringify({ time: new Date().toISOString(), ...report })}\n`);
    const { epoch, loss, rate, samplesPerSecond, training, main, fer2013 } = report;
    appendScalars(this.events, epoch, {
      loss,
      rate,
      'accuracy/training': training,
      'accuracy/validation': main.accuracy,
      'macro-F1/validation': main.macroF1,
      ...(fer2013 ? { 'accuracy/fer2013': fer2013.accuracy } : {}),
      'samples per second': samplesPerSecond,
    });
    this.draw(false);
  }

  /** The run is over: a page that is open need not look again. */
  end(): void {
    this.draw(true);
  }

  private draw(ended: boolean): void {
    writeFileSync(join(this.folder, CURVES), curvesPage(this.title, this.reports, ended));
  }
}

/** The last of what was told of each epoch. */
function told(file: string): EpochReport[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const reports = lines.flatMap((line): EpochReport[] => {
    try {
      return [JSON.parse(line) as EpochReport];
    } catch {
      // Cut off by a full disk or a crash.
      return [];
    }
  });
  return [...new Map(reports.map((report) => [report.epoch, report])).values()].sort((a, b) => a.epoch - b.epoch);
}
