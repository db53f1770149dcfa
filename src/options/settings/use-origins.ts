import { useEffect, useState } from 'preact/hooks';
import { addedOrigins } from '../../site-permissions';

/** Match patterns of the sites that the user enabled, as they change. */
export function useOrigins(): readonly string[] {
  const [origins, setOrigins] = useState<readonly string[]>([]);
  useEffect(() => {
    const list = () =>
      void chrome.permissions
        .getAll()
        .then((granted) => setOrigins(addedOrigins(granted, chrome.runtime.getManifest())));
    list();
    chrome.permissions.onAdded.addListener(list);
    chrome.permissions.onRemoved.addListener(list);
    return () => {
      chrome.permissions.onAdded.removeListener(list);
      chrome.permissions.onRemoved.removeListener(list);
    };
  }, []);
  return origins;
}
