import type { EngineState, FaceReading, TileReading } from '../engine/types';
import { EXPRESSIONS } from '../expressions';
import type { Participant } from '../messages';
import { Bars } from '../ui/bars';
import { Glyph, type GlyphName } from '../ui/glyph';
import { readingWords } from '../ui/reading-words';

interface Props {
  readonly participant: Participant;
  readonly reading: TileReading | null;
  readonly engine: EngineState;
}

/** One participant: a line and bars for each face of the tile, or why there are none. */
export function ParticipantRow({ participant, reading, engine }: Props) {
  const faces = participant.camera === 'on' ? (reading?.faces ?? []) : [];
  const several = faces.length > 1;
  return (
    <li class="participant" data-participant={participant.id}>
      {faces.length === 0 && (
        <Line name={participant} glyph={participant.camera === 'off' ? 'camera off' : 'no face'}>
          {whyNothing(participant, reading, engine)}
        </Line>
      )}
      {faces.map((face) => (
        <div key={face.face} class="face" data-expression={face.expression ?? 'unsure'}>
          <Line
            name={participant}
            {...(several ? { face: face.face } : {})}
            glyph={face.expression ?? 'unsure'}
            {...(face.expression ? { confidence: face.confidence } : {})}
          >
            {readingWords(face)}
          </Line>
          <Bars probabilities={shown(face)} labels={engine.state === 'ready' ? engine.model.labels : EXPRESSIONS} />
        </div>
      ))}
    </li>
  );
}

interface LineProps {
  readonly name: Participant;
  readonly face?: number;
  readonly glyph: GlyphName;
  readonly confidence?: number;
  readonly children: string;
}

function Line({ name, face, glyph, confidence, children }: LineProps) {
  return (
    <div class="line">
      <Glyph name={glyph} size={30} />
      <div class="who">
        <h2>
          <span class="name" title={name.name}>
            {name.name}
          </span>
          {name.isSelf && <span class="you"> (you)</span>}
          {face !== undefined && <span class="quiet"> · face {face}</span>}
        </h2>
        <p class="reading quiet">{children}</p>
      </div>
      {confidence !== undefined && (
        <p class="confidence" title="How sure the model is of this expression">
          {Math.round(confidence * 100)}
          <span>%</span>
        </p>
      )}
    </div>
  );
}

function whyNothing({ camera }: Participant, reading: TileReading | null, engine: EngineState): string {
  if (camera === 'off') return 'camera off';
  if (engine.state === 'failed') return 'not read';
  if (engine.state === 'loading') return 'waiting for the engine';
  return reading ? 'no face found' : 'no fresh picture yet';
}

/** A face too small to classify has no probabilities. */
function shown(face: FaceReading) {
  return face.probabilities.some((p) => p > 0) ? face.probabilities : null;
}
