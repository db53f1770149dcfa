#!/usr/bin/env node
// @ts-check
/**
 * npm test: sets up what is missing, then lint, types, build, unit tests and end-to-end tests.
 * `npm test -- unit` (or lint, types, build, e2e) runs only what is named. Ends with "N passed, N failed".
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureOneDnn } from './debian.mjs';
import { cli, ROOT, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

const REPORTS = join(ROOT, '.cache/tests');
/** For one step. The end-to-end tests, one browser after another, take 7 on two fast cores and 14 on two slow ones. */
const MINUTES = 20;

/** @type {Record<string, { title: string, args: string[], isTests?: boolean }>} */
const STEPS = {
  lint: { title: 'Lint', args: ['@biomejs/biome/bin/biome', 'check', '.'] },
  types: { title: 'Types', args: ['typescript/bin/tsc', '--noEmit'] },
  build: { title: 'Build', args: ['vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  unit: { title: 'Unit tests', args: ['vitest/vitest.mjs', 'run', '--project', 'unit'], isTests: true },
  e2e: { title: 'End-to-end tests', args: ['vitest/vitest.mjs', 'run', '--project', 'e2e'], isTests: true },
};

await cli(async () => {
  const chosen = process.argv.slice(2);
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
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    say(step.title);
    const report = join(REPORTS, `${name}.json`);
    const reporting = step.isTests ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
    const [tool = '', ...args] = step.args;
    const program = [join(ROOT, 'node_modules', tool), ...args, ...reporting];
    const output = step.isTests ? 'show' : 'if it fails';
    const code = await run(process.execPath, program, { seconds: MINUTES * 60, output });
    if (code === 124) console.error(`✗ ${step.title} took longer than ${MINUTES} minutes and was stopped.`);
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
