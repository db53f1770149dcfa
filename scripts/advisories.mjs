#!/usr/bin/env node
// @ts-check
/** npm run advisories: asks the registry what is known against the packages that ship; fails where something is grave. */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { cli, ROOT } from './run.mjs';

/** Severities for which nothing is released. */
const GRAVE = ['high', 'critical'];
const WITHIN_SECONDS = 60;

/**
 * What an answer of `npm audit --json` (report version 2) says of the packages in it.
 * @param {string} answer
 * @returns {{ isGrave: boolean, sentence: string }}
 */
export function verdictOf(answer) {
  const report = parsed(answer);
  if (report?.auditReportVersion !== 2 || typeof report.vulnerabilities !== 'object') {
    const why = report?.message ?? report?.error?.summary ?? 'no answer';
    return {
      isGrave: false,
      sentence: `The registry told nothing of advisories (${why}): look at them where it answers, as GitHub's workflow does.`,
    };
  }
  const known = Object.values(report.vulnerabilities).map(({ name, severity, range }) => ({
    isGrave: GRAVE.includes(severity),
    words: `${name} ${range} (${severity})`,
  }));
  const grave = known.filter(({ isGrave }) => isGrave);
  const list = (grave.length > 0 ? grave : known).map(({ words }) => words).join(', ');
  if (grave.length > 0)
    return { isGrave: true, sentence: `Grave advisories against what ships: ${list}. Raise these versions first.` };
  return {
    isGrave: false,
    sentence:
      known.length > 0 ? `Advisories, none of them grave: ${list}.` : 'No advisory against anything that ships.',
  };
}

/** @throws {Error} where what ships has a grave advisory. */
export async function checkAdvisories() {
  const { isGrave, sentence } = verdictOf(await audit());
  if (isGrave) throw new Error(sentence);
  console.log(sentence);
}

/**
 * npm leaves with 1 for every advisory, so its code says nothing.
 * @returns {Promise<string>} what it wrote; '' where there is no npm, or none that ends in time
 */
function audit() {
  return new Promise((resolve) => {
    const npm = spawn('npm', ['audit', '--omit=dev', '--json'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
      timeout: WITHIN_SECONDS * 1000,
    });
    let said = '';
    npm.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      said += chunk;
    });
    npm.on('error', () => resolve(''));
    npm.on('close', () => resolve(said));
  });
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await cli(checkAdvisories);
