import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../settings';
import { loadSettings, watchSettings } from '../stored-settings';

/** The settings, kept up to date; null until they are read. */
export function useSettings(): Settings | null {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    watchSettings(setSettings, ended.signal);
    void loadSettings().then((loaded) => {
      if (!ended.signal.aborted) setSettings(loaded);
    });
    return () => ended.abort();
  }, []);
  return settings;
}
