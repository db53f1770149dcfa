import { useCallback, useState } from 'preact/hooks';
import { report } from '../../report';
import { sentence } from '../../sentence';
import { type Choices, saveSettings } from '../../settings';

export type Save = (change: Partial<Choices>) => void;

/** Saves settings at once. The problem is a sentence for the user; null: there was none. */
export function useSave(): { readonly save: Save; readonly problem: string | null } {
  const [problem, setProblem] = useState<string | null>(null);
  const save = useCallback((change: Partial<Choices>) => {
    void saveSettings(change).then(
      () => setProblem(null),
      (error: unknown) => {
        report('saving a setting', error);
        setProblem(`The change was not saved: ${sentence(error)}`);
      },
    );
  }, []);
  return { save, problem };
}
