import './browser';
import { locale } from './t';

// For the first import of our own pages.
document.documentElement.lang = locale();
