/**
 * npm run faces -- sheet OUT.png                                   everybody with every expression
 * npm run faces -- clip "Ravi Menon" neutral,happiness [seconds]   prints the path of an .mjpeg for Chromium's fake camera
 */
import { writeFileSync } from 'node:fs';
import { DRAWN, type DrawnExpression } from './expressions';
import { personNamed } from './people';
import { clipFile, sheet } from './render';

const [command, ...args] = process.argv.slice(2);

if (command === 'sheet' && args[0]) {
  writeFileSync(args[0], await sheet());
} else if (command === 'clip' && args[0] && args[1]) {
  const [first, ...rest] = args[1].split(',').map(expressionNamed);
  console.log(
    await clipFile({ person: personNamed(args[0]), expressions: [first!, ...rest], seconds: Number(args[2] ?? 5) }),
  );
} else {
  console.error('Usage: npm run faces -- sheet OUT.png | clip PERSON EXPRESSION,… [SECONDS]');
  process.exitCode = 1;
}

function expressionNamed(name: string): DrawnExpression {
  if (name in DRAWN) return name as DrawnExpression;
  throw new RangeError(`No face draws "${name}". Known: ${Object.keys(DRAWN).join(', ')}.`);
}
