#!/usr/bin/env node
// @ts-check
/**
 * npm test: sets up what is missing, then lint, types, build, unit tests and end-to-end tests.
 * `npm test -- unit` (or lint, types, build, e2e, long) runs only what is named; `npm run test:long` what takes too long for
 * every change. `--shard=1/3` runs a third of the tests. Ends with "N passed, N failed".
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureOneDnn } from './debian.mjs';
import { cli, ROOT, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

const REPORTS = join(ROOT, '.cache/tests');
/** For one program. The end-to-end tests, one browser after another, take 7 on two fast cores and 14 on two slow ones. */
const MINUTES = { usual: 30, long: 120 };

/** Programs of node_modules with their arguments, run one after the other. @type {Record<string, { title: string, commands: string[][], isTests?: boolean }>} */
const STEPS = {
  lint: {
    title: 'Lint',
    commands: [
      ['@biomejs/biome/bin/biome', 'check', '.'],
      ['dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'training', 'scripts', 'tests'],
    ],
  },
  types: { title: 'Types', commands: [['typescript/bin/tsc', '--noEmit']] },
  build: { title: 'Build', commands: [['vite/bin/vite.js', 'build', '--logLevel', 'warn']] },
  unit: { title: 'Unit tests', commands: [['vitest/vitest.mjs', 'run', '--project', 'unit']], isTests: true },
  e2e: { title: 'End-to-end tests', commands: [['vitest/vitest.mjs', 'run', '--project', 'e2e']], isTests: true },
  long: { title: 'Long tests', commands: [['vitest/vitest.mjs', 'run', '--project', 'long']], isTests: true },
};
const USUAL = ['lint', 'types', 'build', 'unit', 'e2e'];

await cli(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { shard: { type: 'string' } } });
  const chosen = positionals.length > 0 ? positionals : USUAL;
  const unknown = chosen.find((name) => !(name in STEPS));
  if (unknown) throw new Error(`There is no step "${unknown}"; there are ${Object.keys(STEPS).join(', ')}.`);
  await setUp();
  // Before the tests, so that installing one does not count as a slow test.
  process.env.CHROME_PATH = await ensureBrowser();
  await ensureOneDnn();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  let passed = 0;
  let failed = 0;
  for (const [name, step] of Object.entries(STEPS)) {
    if (!chosen.includes(name)) continue;
    say(step.title);
    const report = join(REPORTS, `${name}.json`);
    const reporting = step.isTests ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
    if (step.isTests && values.shard) reporting.push(`--shard=${values.shard}`);
    let code = 0;
    for (const [tool = '', ...args] of step.commands) {
      const program = [join(ROOT, 'node_modules', tool), ...args, ...reporting];
      const minutes = name === 'long' ? MINUTES.long : MINUTES.usual;
      const ended = await run(process.execPath, program, {
        seconds: minutes * 60,
        output: step.isTests ? 'show' : 'if it fails',
      });
      if (ended === 124) console.error(`✗ ${step.title} took longer than ${minutes} minutes and was stopped.`);
      code ||= ended;
    }
    const counts = step.isTests ? countsOf(report) : { passed: 0, failed: 0 };
    passed += counts.passed;
    // A step that fails without a failed test (a lint finding, a file that does not load) is a failure of its own.
    failed += code === 0 ? counts.failed : Math.max(1, counts.failed);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});

/** @param {string} report */
function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}
