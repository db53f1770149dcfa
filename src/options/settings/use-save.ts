import { useCallback, useState } from 'preact/hooks';
import { problemWords } from '../../i18n/problem-words';
import { problemOf } from '../../problem';
import { report } from '../../report';
import type { Choices } from '../../settings';
import { saveSettings } from '../../stored-settings';

/** True once it is stored; false: it was not, and the problem says why. Never rejects. */
export type Save = (change: Partial<Choices>) => Promise<boolean>;

/** Saves settings at once. The problem is a sentence for the user; null: there was none. */
export function useSave(): { readonly save: Save; readonly problem: string | null } {
  const [problem, setProblem] = useState<string | null>(null);
  const save = useCallback(async (change: Partial<Choices>) => {
    try {
      await saveSettings(change);
      setProblem(null);
      return true;
    } catch (error) {
      report('saving a setting', error);
      setProblem(problemWords({ code: 'settings_unsaved', why: problemOf(error) }));
      return false;
    }
  }, []);
  return { save, problem };
}
