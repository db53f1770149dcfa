import browser from 'webextension-polyfill';
import '../bridge/report-errors';
import '../i18n/browser';
import { handle, tabOfPage } from '../bridge/requests';
import { EXCLUDED } from '../exclusion';
import { keepError } from '../kept-errors';
import { passReportsTo } from '../report';
import { SETTINGS } from '../stored-settings';
import { markReading } from './badge';
import { forgetStart, joinCall, prepareEngine, startCall, stopCall } from './calls';
import { toggleOverlay, toggleReading } from './commands';
import { markMoment } from './mark';
import { closeOffscreenWhenIdle, keepOffscreen } from './offscreen';
import { documentTerms, ensureEngineFor, excludePerson, pageSettings, tellChoices } from './page-settings';
import { forgetReading, rememberReading } from './read-tabs';
import { deleteOld, RETENTION, scheduleRetention } from './retention';
import { onSitesAdded, syncSites } from './sites';
import { guardStorage } from './storage-access';
import { emptyTrash } from './trash';
import { onInstalled } from './updates';

// Wiring only, all of it in the first turn of the worker: Chrome wakes a stopped worker only for listeners it saw then.
// What is being read lives in the offscreen document's ports, so that a stopped worker loses nothing.

passReportsTo((note) => void keepError({ context: 'background', note }));

handle('background', {
  'call.start': ({ tabId, mode }) => startCall(tabId, mode),
  // Whatever tab a page's script names, it stops its own alone.
  'call.stop': ({ tabId }, sender) => stopCall(tabOfPage(sender) ?? tabId),
  'trash.empty': ({ sessions }) => emptyTrash(sessions ?? 'left'),
  'error.noted': async (error, sender) => {
    await keepError(tabOfPage(sender) === undefined ? error : { ...error, context: 'content' });
    return { ok: true };
  },
  'engine.ensure': (_, sender) => ensureEngineFor(sender),
  'engine.prepare': () => prepareEngine(),
  'frame.arrived': (_, sender) => joinCall(sender),
  'page.settings': (_, sender) => pageSettings(sender),
  'person.exclude': (order, sender) => excludePerson(order, sender),
  'call.terms': (asked) => documentTerms(asked),
  'calls.changed': async ({ calls }) => {
    if (calls.length === 0) closeOffscreenWhenIdle();
    else keepOffscreen();
    await Promise.all([markReading(calls.map(({ tabId }) => tabId)), rememberReading(calls)]);
    return { ok: true };
  },
});

void guardStorage();
browser.storage.local.onChanged.addListener((changes) => {
  if (SETTINGS in changes || EXCLUDED in changes) void tellChoices();
});
browser.tabs.onRemoved.addListener((tabId) => void forgetStart(tabId));

browser.commands.onCommand.addListener((command, tab) => {
  if (command === 'toggle-reading') void toggleReading(tab);
  if (command === 'toggle-overlay') void toggleOverlay();
  if (command === 'mark-moment') void markMoment(tab);
});

browser.permissions.onAdded.addListener(({ origins }) => void onSitesAdded(origins ?? []));
browser.permissions.onRemoved.addListener(() => void syncSites());
browser.runtime.onInstalled.addListener(() => void scheduleRetention());
browser.runtime.onInstalled.addListener(({ reason }) => void onInstalled(reason));
browser.runtime.onStartup.addListener(() => {
  void forgetReading();
  void emptyTrash('all');
  void scheduleRetention();
});
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === RETENTION) void deleteOld();
});
