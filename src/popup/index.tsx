import '../bridge/report-errors';
import '../i18n/page';
import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/controls.css';
import './popup.css';
import { Popup } from './popup';

/** `?tabId=123` names the tab it is about where it is no popup: in that tab's side panel (`&panel`), or a page of its own. */
const query = new URLSearchParams(location.search);
const named = query.get('tabId');
if (query.has('panel')) document.documentElement.classList.add('panel');

render(<Popup namedTab={named === null ? null : Number(named)} />, document.getElementById('popup')!);
