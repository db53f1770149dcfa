import { languageOf } from '../../src/i18n/language';
import { en } from '../../src/i18n/locales/en';
import { speak } from '../../src/i18n/t';

/** Where there is no extension to take words from: before every unit test, and first in pages of tests. */
speak(languageOf('en-GB', en));
