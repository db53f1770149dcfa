import '../bridge/report-errors';
import '../i18n/page';
import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/controls.css';
import './options.css';
import { Options } from './options';

render(<Options />, document.getElementById('options')!);
