import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/controls.css';
import './popup.css';
import { Popup } from './popup';

/** `?tabId=123` names the tab it is about where the popup is opened as a page of its own (tests, pictures). */
const named = new URLSearchParams(location.search).get('tabId');

render(<Popup namedTab={named === null ? null : Number(named)} />, document.getElementById('popup')!);
