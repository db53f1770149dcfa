import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/t';

export interface Camera {
  readonly id: string;
  readonly label: string;
}

/** The cameras of this machine, kept up to date. Browsers tell names and ids only once a camera was allowed. */
export function useCameras(running: boolean): readonly Camera[] {
  const [cameras, setCameras] = useState<readonly Camera[]>([]);
  useEffect(() => {
    const ended = new AbortController();
    const list = async () => {
      const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
      if (!ended.signal.aborted) setCameras(named(devices));
    };
    void list();
    navigator.mediaDevices?.addEventListener('devicechange', () => void list(), { signal: ended.signal });
    return () => ended.abort();
  }, [running]);
  return cameras;
}

function named(devices: readonly MediaDeviceInfo[]): Camera[] {
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, i) => ({ id: deviceId, label: label || t('camera_numbered', { number: i + 1 }) }));
}
