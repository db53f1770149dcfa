import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { sentence } from '../bridge/requests';
import type { CallProbe } from '../messages';
import type { Mode } from '../mode';
import { Icon, type IconName } from '../ui/icon';
import { ModeChoice } from '../ui/mode-choice';
import { askFor } from './page';

interface ReadyProps {
  readonly probe: CallProbe;
  /** How calls are read where the user does not say otherwise. */
  readonly preferred: Mode;
  readonly onStart: (mode: Mode) => void;
}

/** Nothing is read, nor offered to be, before the user agreed on Facet's first page. */
export function Welcome({ isUpdate }: { isUpdate: boolean }) {
  return (
    <Blank icon="face" title={isUpdate ? 'What Facet does has changed' : 'Before you start'}>
      <p class="quiet">Read what Facet does with pictures of people, and agree. Until then it reads nothing.</p>
      <button
        type="button"
        class="button primary wide"
        onClick={() => void chrome.tabs.create({ url: chrome.runtime.getURL('src/welcome/index.html') })}
      >
        {isUpdate ? 'See what is new' : 'See what Facet does'}
      </button>
    </Blank>
  );
}

/** A page whose call can be read. */
export function Ready({ probe, preferred, onStart }: ReadyProps) {
  const [mode, setMode] = useState(preferred);
  return (
    <Blank icon="people" title={`${probe.siteLabel}: ${onScreen(probe)} on screen`}>
      <p class="quiet">{needsTelling(mode, probe)} Reading starts and stops only when you say so.</p>
      <ModeChoice chosen={mode} onChoose={setMode} isSmall />
      <button type="button" class="button primary wide" onClick={() => onStart(mode)}>
        Start reading this call
      </button>
    </Blank>
  );
}

function needsTelling(mode: Mode, { others }: CallProbe): string {
  if (mode === 'mirror') return 'Nobody else is read.';
  return others > 0 ? 'Have you told them?' : 'Tell whoever joins.';
}

function onScreen({ tiles, others }: CallProbe): string {
  if (others === 0) return 'only you';
  const people = others === 1 ? 'one person' : `${others} people`;
  return tiles > others ? `you and ${people}` : people;
}

export function Starting({ onStop }: { onStop: () => void }) {
  return (
    <Blank icon="face" title="Starting …">
      <p class="quiet">Waking the engine on this computer.</p>
      <button type="button" class="button" onClick={onStop}>
        Cancel
      </button>
    </Blank>
  );
}

export function Nobody({ siteLabel, onStop }: { siteLabel: string; onStop: () => void }) {
  return (
    <Blank icon="people" title="Waiting for someone to read">
      <p class="quiet">{siteLabel} shows no one’s video at the moment. Reading goes on as soon as it does.</p>
      <button type="button" class="button" onClick={onStop}>
        Stop
      </button>
    </Blank>
  );
}

export function NoCall({ siteLabel }: { siteLabel: string }) {
  return (
    <Blank icon="camera" title="No call seen here yet">
      <p class="quiet">
        Facet sees no one’s video on {siteLabel} at the moment. Join the call: this page notices by itself.
      </p>
    </Blank>
  );
}

export function Reload({ tabId }: { tabId: number | undefined }) {
  return (
    <Blank icon="reload" title="Reload this page once">
      <p class="quiet">
        It was open before Facet was installed, updated or allowed here. If you are in a call, you will have to join
        again.
      </p>
      <button
        type="button"
        class="button primary"
        onClick={() => tabId !== undefined && void chrome.tabs.reload(tabId)}
      >
        <Icon name="reload" size={14} />
        Reload the page
      </button>
    </Blank>
  );
}

export function Impossible() {
  return (
    <Blank icon="camera" title="Facet cannot look at this page">
      <p class="quiet">
        It can look at websites whose address begins with https, once they are enabled: not at pages of the browser, nor
        at files. Open the call in a tab, and press Facet’s button there.
      </p>
    </Blank>
  );
}

interface EnableProps {
  readonly host: string;
  readonly pattern: string;
  readonly onProblem: (message: string) => void;
}

export function EnableSite({ host, pattern, onProblem }: EnableProps) {
  // Chrome may close the popup with its question: the service worker takes it from there (background/sites.ts).
  const enable = () =>
    askFor(pattern).then(
      (agreed) => agreed || onProblem(`Facet stays off on ${host}, because the browser did not get your permission.`),
      (error: unknown) => onProblem(`${host} could not be enabled: ${sentence(error)}`),
    );
  return (
    <Blank icon="camera" title="Facet is not enabled on this site yet">
      <p class="quiet">It sees nothing of {host}, not even whether there is a call. Enable it, and it can look.</p>
      <button type="button" class="button primary wide" onClick={() => void enable()}>
        Enable on {host}
      </button>
      <p class="quiet small">The browser asks you first. Take it back at any time in the options.</p>
    </Blank>
  );
}

function Blank({ icon, title, children }: { icon: IconName; title: string; children: ComponentChildren }) {
  return (
    <section class="blank">
      <span class="blank-icon">
        <Icon name={icon} size={26} />
      </span>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
