import type { Problem } from './problem';
import { type Choices, isChoice, mayBe, type Settings, VALUES } from './settings';

/** Settings as a file: JSON, marked as ours. The agreement to the disclosure stays where it was given. */
const MARK = { facet: 'settings', version: 1 } as const;

/** UTF-16 units: more is no file of ours. */
const LONGEST = 20_000;

export type ReadFile =
  /** @param unknown settings of another version, which were left out. */
  | { readonly ok: true; readonly choices: Partial<Choices>; readonly unknown: readonly string[] }
  | { readonly ok: false; readonly problem: Problem };

/** All but the agreement, which is given on each machine. */
export function writeSettingsFile({ consent: _, ...settings }: Settings): string {
  return `${JSON.stringify({ ...MARK, settings }, null, 2)}\n`;
}

/** All that the file says, or nothing of it. */
export function readSettingsFile(text: string): ReadFile {
  const given = text.length > LONGEST ? null : parsed(text);
  const { facet, version, settings } = (given ?? {}) as Record<string, unknown>;
  if (facet !== MARK.facet || typeof settings !== 'object' || settings === null || Array.isArray(settings))
    return refused({ code: 'settings_foreign' });
  if (version !== MARK.version) return refused({ code: 'settings_newer' });
  const unknown: string[] = [];
  const choices: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (!isChoice(name)) unknown.push(name);
    else if (mayBe(name, value)) choices[name] = value;
    else return refused({ code: 'settings_value', name, value: shown(value), allowed: VALUES[name].join(', ') });
  }
  return { ok: true, choices, unknown };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Of what has parts, that it has some: they may lie deeper than can be written. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return (JSON.stringify(value) ?? '').slice(0, 40);
}

function refused(problem: Problem): ReadFile {
  return { ok: false, problem };
}
