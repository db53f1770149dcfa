import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { errorWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
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
    <Blank icon="face" title={isUpdate ? t('welcomeFirst_new') : t('welcomeFirst')}>
      <p class="quiet">{t('welcomeFirst_read')}</p>
      <button
        type="button"
        class="button primary wide"
        onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('src/welcome/index.html') })}
      >
        {isUpdate ? t('welcomeFirst_openNew') : t('welcomeFirst_open')}
      </button>
    </Blank>
  );
}

/** A page whose call can be read. */
export function Ready({ probe, preferred, onStart }: ReadyProps) {
  const [mode, setMode] = useState(preferred);
  return (
    <Blank icon="people" title={onScreen(probe)}>
      <p class="quiet">{needsTelling(mode, probe)}</p>
      <ModeChoice chosen={mode} onChoose={setMode} isSmall />
      <button type="button" class="button primary wide" onClick={() => onStart(mode)}>
        {t('ready_start')}
      </button>
    </Blank>
  );
}

function needsTelling(mode: Mode, { others }: CallProbe): string {
  if (mode === 'mirror') return t('ready_nobodyElse');
  return others > 0 ? t('ready_haveYouTold') : t('ready_tell');
}

function onScreen({ tiles, others, siteLabel: site }: CallProbe): string {
  if (others === 0) return t('ready_onlyYou', { site });
  return t(tiles > others ? 'ready_youAndOthers' : 'ready_others', { count: others, site });
}

export function Starting({ onStop }: { onStop: () => void }) {
  return (
    <Blank icon="face" title={t('starting')}>
      <p class="quiet">{t('starting_what')}</p>
      <button type="button" class="button" onClick={onStop}>
        {t('popup_cancel')}
      </button>
    </Blank>
  );
}

export function Nobody({ siteLabel, mode, onStop }: { siteLabel: string; mode: Mode; onStop: () => void }) {
  return (
    <Blank icon="people" title={t('nobody')}>
      <p class="quiet">{t(`nobody_${mode}`, { site: siteLabel })}</p>
      <button type="button" class="button" onClick={onStop}>
        {t('popup_stop')}
      </button>
    </Blank>
  );
}

export function NoCall({ siteLabel }: { siteLabel: string }) {
  return (
    <Blank icon="camera" title={t('noCall')}>
      <p class="quiet">{t('noCall_what', { site: siteLabel })}</p>
    </Blank>
  );
}

export function Reload({ tabId }: { tabId: number | undefined }) {
  return (
    <Blank icon="reload" title={t('reload')}>
      <p class="quiet">{t('reload_what')}</p>
      <button
        type="button"
        class="button primary"
        onClick={() => tabId !== undefined && void browser.tabs.reload(tabId)}
      >
        <Icon name="reload" size={14} />
        {t('reload_now')}
      </button>
    </Blank>
  );
}

export function Impossible() {
  return (
    <Blank icon="camera" title={t('impossible')}>
      <p class="quiet">{t('impossible_what')}</p>
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
      (agreed) => agreed || onProblem(t('enable_refused', { host })),
      (error: unknown) => onProblem(t('enable_failed', { host, why: errorWords(error) })),
    );
  return (
    <Blank icon="camera" title={t('enable')}>
      <p class="quiet">{t('enable_what', { host })}</p>
      <button type="button" class="button primary wide" onClick={() => void enable()}>
        {t('enable_now', { host })}
      </button>
      <p class="quiet small">{t('enable_asked')}</p>
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
