import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { addedOrigins } from '../../site-permissions';

/** Match patterns of the sites that the user enabled, as they change. */
export function useOrigins(): readonly string[] {
  const [origins, setOrigins] = useState<readonly string[]>([]);
  useEffect(() => {
    const list = () =>
      void browser.permissions
        .getAll()
        .then((granted) => setOrigins(addedOrigins(granted, browser.runtime.getManifest())));
    list();
    browser.permissions.onAdded.addListener(list);
    browser.permissions.onRemoved.addListener(list);
    return () => {
      browser.permissions.onAdded.removeListener(list);
      browser.permissions.onRemoved.removeListener(list);
    };
  }, []);
  return origins;
}
