import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hasAgreed } from '../consent';
import { t } from '../i18n/t';
import { Icon, type IconName } from '../ui/icon';
import mark from '../ui/icons/facet.svg';
import { useKeptFocus } from '../ui/use-kept-focus';
import { useSettings } from '../ui/use-settings';
import { About } from './about/about';
import { AgreeFirst } from './agree-first';
import { CameraSection } from './camera/camera-section';
import { EngineLine } from './engine-line';
import { type LocalEngine, useLocalEngine } from './local-engine';
import { PictureSection } from './picture/picture-section';
import { SessionsSection } from './sessions/sessions-section';
import { SettingsSection } from './settings/settings-section';

interface Section {
  readonly id: 'camera' | 'picture' | 'sessions' | 'settings' | 'about';
  readonly icon: IconName;
  readonly Body: ComponentType<{ engine: LocalEngine; open: string }>;
  /** It reads faces: not before the user agreed. */
  readonly reads?: true;
}

const SECTIONS: readonly [Section, ...Section[]] = [
  { id: 'camera', icon: 'camera', Body: CameraSection, reads: true },
  { id: 'picture', icon: 'picture', Body: PictureSection, reads: true },
  { id: 'sessions', icon: 'chart', Body: SessionsSection },
  { id: 'settings', icon: 'sliders', Body: SettingsSection },
  { id: 'about', icon: 'face', Body: About },
];

/** One section at a time, named by the address: leaving the camera's switches the camera off. */
export function Options() {
  const { section: current, open } = useAddress();
  const engine = useLocalEngine();
  const main = useKeptFocus();
  const settings = useSettings();
  const title = t(`section_${current.id}`);
  useEffect(() => {
    document.title = `${title} · Facet`;
  }, [title]);
  return (
    <div class="page">
      <nav aria-label={t('sections')}>
        <p class="brand">
          <img src={mark} alt="" width="30" height="30" />
          Facet
        </p>
        <ul>
          {SECTIONS.map(({ id, icon }) => (
            <li key={id}>
              <a href={`#${id}`} aria-current={id === current.id ? 'page' : undefined}>
                <Icon name={icon} />
                {t(`section_${id}`)}
              </a>
            </li>
          ))}
        </ul>
        <EngineLine state={engine.state} />
      </nav>
      <main ref={main} tabIndex={-1} data-section={current.id}>
        <h1>{title}</h1>
        {settings &&
          (current.reads && !hasAgreed(settings) ? <AgreeFirst /> : <current.Body engine={engine} open={open} />)}
      </main>
    </div>
  );
}

/** "#sessions/ID": the section, and what of it is open; '' where nothing is. */
function useAddress(): { readonly section: Section; readonly open: string } {
  const [address, setId] = useState(location.hash.slice(1));
  useEffect(() => {
    const follow = () => setId(location.hash.slice(1));
    addEventListener('hashchange', follow);
    // The address may have changed between the first drawing and now.
    follow();
    return () => removeEventListener('hashchange', follow);
  }, []);
  const [id = '', open = ''] = address.split('/');
  return { section: SECTIONS.find((section) => section.id === id) ?? SECTIONS[0], open: decoded(open) };
}

/** What is no address of ours opens nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
