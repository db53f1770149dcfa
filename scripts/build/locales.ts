import type { Plugin } from 'vite';
import { flatten, type Messages } from '../../src/i18n/language';
import { LOCALES } from '../../src/i18n/locales/all';

/** Writes the languages where Chrome looks for them: `_locales/de/messages.json`. */
export function locales(): Plugin {
  return {
    name: 'facet:locales',
    generateBundle() {
      for (const [folder, messages] of Object.entries(LOCALES)) {
        this.emitFile({ type: 'asset', fileName: `_locales/${folder}/messages.json`, source: messagesJson(messages) });
      }
    },
  };
}

/** In the format of https://developer.chrome.com/docs/extensions/reference/api/i18n, where a `$` has a meaning. */
export function messagesJson(messages: Messages): string {
  const texts = [...flatten(messages)].map(([name, text]) => [name, { message: text.replaceAll('$', '$$$$') }]);
  return JSON.stringify(Object.fromEntries(texts));
}
