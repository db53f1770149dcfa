import { useEffect, useState } from 'preact/hooks';
import { type Excluded, loadExcluded, watchExcluded } from '../exclusion';

/** Everyone who is left out, as it changes; none until it is loaded. */
export function useExcluded(): readonly Excluded[] {
  const [list, setList] = useState<readonly Excluded[]>([]);
  useEffect(() => {
    const ended = new AbortController();
    watchExcluded(setList, ended.signal);
    void loadExcluded().then((loaded) => ended.signal.aborted || setList(loaded));
    return () => ended.abort();
  }, []);
  return list;
}
