import browser from 'webextension-polyfill';
import { speak } from './t';

/**
 * Speaks the browser's language by browser.i18n, from `_locales`: for the first import of every context but pages (page.ts).
 * Read once each: in a page that outlives the extension, browser.i18n throws.
 */
const read = new Map<string, string>();

function lookup(name: string): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  const text = browser.i18n.getMessage(name);
  read.set(name, text);
  return text;
}

/** The browser's own variant (de-AT) where its language is spoken, else the language of the messages that Chrome fell back to. */
function localeOf(messages: string, ofBrowser: string): string {
  return new Intl.Locale(messages).language === new Intl.Locale(ofBrowser).language ? ofBrowser : messages;
}

speak({ locale: localeOf(lookup('language'), browser.i18n.getUILanguage()), lookup });
