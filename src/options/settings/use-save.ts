import { useCallback, useState } from 'preact/hooks';
import { report } from '../../report';
import { sentence } from '../../sentence';
import { type Choices, saveSettings } from '../../settings';

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
      setProblem(`The change was not saved: ${sentence(error)}`);
      return false;
    }
  }, []);
  return { save, problem };
}
