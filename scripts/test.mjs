#!/usr/bin/env node
// @ts-check
/**
 * npm test: sets up what is missing, then lint, types and build side by side, unit tests, tests in a page, end-to-end tests.
 * `npm test -- unit` (or lint, types, build, properties, browser, e2e, long) runs only what is named; `npm run test:long` what takes too
 * long for every change. `--shard=1/3` runs a third of the tests. Ends with "N passed, N failed".
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensureForLongTests, ensureOneDnn } from './debian.mjs';
import { cli, ROOT, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

const REPORTS = join(ROOT, '.cache/tests');
/** For one program. */
const MINUTES = { usual: 30, long: 120 };

/** All tests of a few files; those with examples cost nothing beside them. */
const FILES_WITH_PROPERTIES = ['properties', 'visible-marks', 'tell-apart'];

/**
 * @typedef {{ title: string, commands: string[][], isTests?: boolean, environment?: Record<string, string> }} Step
 * Programs of node_modules with their arguments, run one after the other.
 */

/** @type {Record<string, Step>} */
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
  unit: {
    title: 'Unit tests',
    commands: [['vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'mocking']],
    isTests: true,
  },
  properties: {
    title: 'Properties, each in 100,000 cases',
    commands: [
      [
        'vitest/vitest.mjs',
        'run',
        '--project',
        'unit',
        '--project',
        'mocking',
        '--testTimeout',
        '3600000',
        ...FILES_WITH_PROPERTIES,
      ],
    ],
    environment: { FACET_CASES: '100000' },
    isTests: true,
  },
  browser: {
    title: 'Tests in a page',
    commands: [['vitest/vitest.mjs', 'run', '--project', 'browser']],
    isTests: true,
  },
  e2e: { title: 'End-to-end tests', commands: [['vitest/vitest.mjs', 'run', '--project', 'e2e']], isTests: true },
  long: { title: 'Long tests', commands: [['vitest/vitest.mjs', 'run', '--project', 'long']], isTests: true },
};
/** Those that start a browser. */
const WITH_BROWSER = ['browser', 'e2e', 'long'];
const USUAL = ['lint', 'types', 'build', 'unit', 'browser', 'e2e'];

await cli(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { shard: { type: 'string' } } });
  const chosen = positionals.length > 0 ? positionals : USUAL;
  const unknown = chosen.find((name) => !(name in STEPS));
  if (unknown) throw new Error(`There is no step "${unknown}"; there are ${Object.keys(STEPS).join(', ')}.`);
  await setUp();
  // Before the tests, so that installing one does not count as a slow test.
  if (chosen.some((name) => WITH_BROWSER.includes(name))) process.env.CHROME_PATH = await ensureBrowser();
  await ensureOneDnn();
  if (chosen.includes('long')) await ensureForLongTests();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const again = [];
  const steps = Object.entries(STEPS).filter(([name]) => chosen.includes(name));
  // They use one core each, and disturb nobody.
  const quick = steps.filter(([, { isTests }]) => !isTests);
  if (quick.length > 0) say(quick.map(([, { title }]) => title).join(', '));
  for (const code of await Promise.all(quick.map(([name, step]) => runStep(name, step, []))))
    failed += code === 0 ? 0 : 1;
  for (const [name, step] of steps) {
    if (!step.isTests) continue;
    say(step.title);
    const report = join(REPORTS, `${name}.json`);
    const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    if (values.shard) reporting.push(`--shard=${values.shard}`);
    const code = await runStep(name, step, reporting);
    const counts = countsOf(report);
    passed += counts.passed;
    again.push(...counts.again);
    // A step that fails without a failed test (a file that does not load) is a failure of its own.
    failed += code === 0 ? counts.failed : Math.max(1, counts.failed);
  }
  for (const test of again) console.log(`passed only when run again: ${test}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
});

/**
 * @param {string} name
 * @param {Step} step
 * @param {string[]} options of each of its programs.
 * @returns {Promise<number>} 0 where all of its programs ended well.
 */
async function runStep(name, { title, commands, isTests, environment }, options) {
  let code = 0;
  Object.assign(process.env, environment);
  for (const [tool = '', ...args] of commands) {
    const minutes = name === 'long' || name === 'properties' ? MINUTES.long : MINUTES.usual;
    const ended = await run(process.execPath, [join(ROOT, 'node_modules', tool), ...args, ...options], {
      seconds: minutes * 60,
      output: isTests ? 'show' : 'if it fails',
    });
    if (ended === 124) console.error(`✗ ${title} took longer than ${minutes} minutes and was stopped.`);
    code ||= ended;
  }
  return code;
}

/**
 * @param {string} report
 * @returns {{ passed: number, failed: number, again: string[] }} `again`: those that failed first, and how.
 */
function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    /** @type {{ status: string, fullName: string, failureMessages: string[] }[]} */
    const tests = testResults.flatMap((/** @type {{ assertionResults: [] }} */ file) => file.assertionResults);
    const again = tests.filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0);
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      again: again.map(({ fullName, failureMessages }) => `${fullName}\n  ${failureMessages[0]?.split('\n')[0]}`),
    };
  } catch {
    return { passed: 0, failed: 0, again: [] };
  }
}
