import '../bridge/report-errors';
import '../i18n/page';
import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/controls.css';
import './welcome.css';
import { Welcome } from './welcome';

render(<Welcome />, document.getElementById('welcome')!);
