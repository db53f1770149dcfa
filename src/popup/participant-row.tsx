import type { EngineState, TileReading } from '../engine/types';
import { scriptName } from '../i18n/format';
import { t } from '../i18n/t';
import type { Moment, Participant } from '../messages';
import { mixedScripts } from '../tell-apart';
import { Bars } from '../ui/bars';
import { classesOf } from '../ui/engine-classes';
import { FaceLine } from '../ui/face-line';
import { faceSummary, usualWords, whatHelps } from '../ui/reading-words';
import { ExcludeButtons, type Leaving } from './exclude-buttons';
import { Spark } from './spark';

interface Props {
  readonly participant: Participant;
  /** Their number among those of the call whose names look alike; null where nobody else's does. */
  readonly apart?: number | null;
  readonly reading: TileReading | null;
  readonly engine: EngineState;
  /** Whether faces are compared with how they usually read. */
  readonly showsUsual: boolean;
  /** The machine does not keep up: a picture that was not read may well have come. */
  readonly isBusy?: boolean;
  readonly history?: readonly (Moment | null)[];
  readonly leaving?: Leaving;
}

/** One participant: a line and bars for each face of the tile, or why there are none. */
export function ParticipantRow(props: Props) {
  const { participant, apart = null, reading, engine, showsUsual, isBusy = false, history = [], leaving } = props;
  const faces = participant.camera === 'on' ? (reading?.faces ?? []) : [];
  const several = faces.length > 1;
  const folds = faces.length > 0 ? faces : [null];
  const classes = classesOf(engine);
  const { excluded = false } = participant;
  const nothing = whyNothing(participant, reading, engine, isBusy);
  return (
    <li class="participant" data-participant={participant.id}>
      {folds.map((face, i) => (
        // The first one is the same with a reading and without: what was opened stays open, and keeps the focus.
        <details
          key={i === 0 ? 'first' : face?.face}
          class={face ? 'face' : undefined}
          data-expression={face ? (face.expression ?? 'unsure') : undefined}
        >
          <summary>
            {face ? (
              <FaceLine
                title={nameOf(participant, apart, several ? face.face : null)}
                {...faceSummary(face, classes)}
                usual={showsUsual ? usualWords(face) : null}
              />
            ) : (
              <FaceLine
                title={nameOf(participant, apart)}
                glyph={participant.camera === 'off' && !excluded ? 'camera off' : 'no face'}
                words={nothing.words}
              />
            )}
            {i === 0 && <Spark history={history} classes={classes} />}
          </summary>
          {!face && nothing.help && <p class="quiet small">{nothing.help}</p>}
          {face?.unsure && <p class="quiet small">{whatHelps(face.unsure)}</p>}
          {face?.probabilities && (
            <Bars probabilities={face.probabilities} expression={face.expression} classes={classes} />
          )}
          {i === 0 && leaving && <ExcludeButtons participant={participant} leaving={leaving} />}
        </details>
      ))}
    </li>
  );
}

function nameOf({ name, isSelf }: Participant, apart: number | null, face: number | null = null) {
  const scripts = mixedScripts(name);
  return (
    <>
      <bdi class="name" title={name}>
        {name}
      </bdi>
      {apart !== null && <span class="aside"> ({apart})</span>}
      {scripts.length > 0 && <span class="aside quiet"> {scripts.map(scriptName).join(' + ')}</span>}
      {isSelf && <span class="aside"> {t('popup_you')}</span>}
      {face !== null && <span class="aside quiet"> · {face}</span>}
    </>
  );
}

interface Nothing {
  readonly words: string;
  /** What it means, or what helps. */
  readonly help?: string;
}

/** Why there is no reading. A camera that is on is never called off. */
function whyNothing(
  { camera, excluded }: Participant,
  reading: TileReading | null,
  engine: EngineState,
  isBusy: boolean,
): Nothing {
  if (excluded) return { words: t('nothing_excluded') };
  if (camera === 'off') return { words: t('camera_off') };
  if (camera === 'still') return { words: t('camera_still'), help: t('help_still') };
  if (engine.state === 'failed') return { words: t('nothing_failed') };
  if (engine.state === 'loading') return { words: t('nothing_loading') };
  if (reading && camera === 'on') return { words: t('nothing_noFace'), help: t('help_noFace') };
  const busy = { words: t('camera_busy'), help: t('help_busy') };
  return camera === 'busy' || isBusy ? busy : { words: t('nothing_noPicture'), help: t('help_noPicture') };
}
