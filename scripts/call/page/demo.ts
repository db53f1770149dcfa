import type { DrawnExpression } from '../../faces/expressions';
import type { PersonName } from '../../faces/people';
import type { Call } from './call';

interface Part {
  readonly name: PersonName;
  readonly plays: readonly DrawnExpression[];
  readonly talks?: boolean;
}

/** Who is in the demo call, and what goes through their faces, one expression after the other. One of them has the floor. */
const CAST: readonly Part[] = [
  { name: 'Amara Okafor', talks: true, plays: ['happiness', 'neutral', 'happiness', 'surprise'] },
  { name: 'Noah Keller', plays: ['surprise', 'happiness', 'neutral', 'sadness'] },
  { name: 'Lucía Romero', plays: ['neutral', 'surprise', 'happiness', 'anger'] },
  { name: 'Viktor Petrov', plays: ['anger', 'neutral', 'sadness', 'happiness'] },
  { name: 'Ingrid Holm', plays: ['sadness', 'happiness', 'neutral', 'surprise'] },
];

/** One of them changes after every so many seconds. */
const CHANGE_SECONDS = 2.2;
/** Long enough to look at, and for a picture to be taken, before the first change. */
const FIRST_CHANGE_SECONDS = 9;

/** Fills the call with people who go on by themselves. */
export async function playDemo(call: Call): Promise<void> {
  for (const { name, plays, talks = false } of CAST) await call.join(name, { expression: plays[0]!, talks });
  let turn = 0;
  const next = () => {
    const { name, plays } = CAST[turn % CAST.length]!;
    turn += 1;
    const expression = plays[Math.ceil(turn / CAST.length) % plays.length]!;
    if (call.names().includes(name)) call.express(name, expression);
  };
  window.setTimeout(() => window.setInterval(next, CHANGE_SECONDS * 1000), FIRST_CHANGE_SECONDS * 1000);
}
