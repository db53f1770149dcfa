/**
 * npm run faces -- sheet OUT.png                                   everybody with every expression
 * npm run faces -- talk OUT.png                                    everybody talking, neutral and smiling
 * npm run faces -- clip "Ravi Menon" neutral,happiness [seconds]   prints the path of an .mjpeg for Chromium's fake camera
 * npm run faces -- folder OUT neutral,happiness,surprise [each]  pictures to train on: train/ and test/ with a folder per class
 * npm run faces -- read                                            what Facet's engine reads in each drawn face
 * npm run faces -- listen [readings a second]                      what it reads while everybody talks for a minute
 */
import { writeFileSync } from 'node:fs';
import { writeDataSet } from './data-set';
import { DRAWN, type DrawnExpression } from './expressions';
import { PEOPLE, personNamed } from './people';
import { type DrawnReading, listen, readDrawnFaces } from './reading';
import { clipFile, sheet, talkSheet } from './render';

const [command, ...args] = process.argv.slice(2);

if (command === 'sheet' && args[0]) {
  writeFileSync(args[0], await sheet());
} else if (command === 'talk' && args[0]) {
  writeFileSync(args[0], await talkSheet());
} else if (command === 'clip' && args[0] && args[1]) {
  const [first, ...rest] = args[1].split(',').map(expressionNamed);
  console.log(
    await clipFile({ person: personNamed(args[0]), expressions: [first!, ...rest], seconds: Number(args[2] ?? 5) }),
  );
} else if (command === 'folder' && args[0] && args[1]) {
  const written = await writeDataSet(args[0], args[1].split(',').map(expressionNamed), Number(args[2] ?? 20));
  console.log(`${written} pictures in ${args[0]}`);
} else if (command === 'read') {
  const readings = await readDrawnFaces();
  const cell = ({ read, confidence }: DrawnReading) => `${read} ${confidence.toFixed(2)}`;
  const rows = PEOPLE.map(({ name }) => readings.filter(({ person }) => person === name));
  console.table(
    Object.fromEntries(rows.map((row) => [row[0]?.person, Object.fromEntries(row.map((r) => [r.drawn, cell(r)]))])),
  );
  console.log(`Detector: ${Math.min(...readings.map(({ score }) => score)).toFixed(2)} or more.`);
  console.log(`${readings.filter((r) => r.read === r.drawn).length} of ${readings.length} read as drawn.`);
} else if (command === 'listen') {
  const names = PEOPLE.map(({ name }) => name);
  console.table(await listen(names, ['neutral', 'happiness'], { seconds: 60, perSecond: Number(args[0] ?? 8) }));
} else {
  console.error(
    'Usage: npm run faces -- sheet OUT.png | talk OUT.png | clip PERSON EXPRESSION,… [SECONDS] | folder OUT EXPRESSION,… [EACH] | read | listen [RATE]',
  );
  process.exitCode = 1;
}

function expressionNamed(name: string): DrawnExpression {
  if (name in DRAWN) return name as DrawnExpression;
  throw new RangeError(`No face draws "${name}". Known: ${Object.keys(DRAWN).join(', ')}.`);
}
