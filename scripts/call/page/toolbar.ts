import { build } from './view';

/** 24 × 24. */
const ICONS = {
  Microphone:
    'M12 14a3 3 0 0 0 3-3V6a3 3 0 1 0-6 0v5a3 3 0 0 0 3 3Zm5-3a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.9V21h2v-3.1A7 7 0 0 0 19 11Z',
  Camera: 'M4 6h11a1 1 0 0 1 1 1v3.5l4-3v9l-4-3V17a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Z',
  'Share screen': 'M4 5h16v11H4Zm-1 13h18v2H3Zm9-11 4 4h-3v3h-2v-3H8Z',
  Leave:
    'M12 9c-3.2 0-6.2 1-8.6 2.7a1 1 0 0 0-.1 1.5l2 2c.3.3.8.4 1.2.1l2.3-1.6v-2.2a12 12 0 0 1 6.4 0v2.2l2.3 1.6c.4.3.9.2 1.2-.1l2-2a1 1 0 0 0-.1-1.5A15 15 0 0 0 12 9Z',
};

/** What stands below every call; the buttons are there to be seen. */
export function addToolbar(title: string): void {
  const buttons = Object.entries(ICONS).map(([label, path]) =>
    build('button', { class: label === 'Leave' ? 'leave' : '', 'aria-label': label }, icon(path)),
  );
  document.body.append(
    build('footer', { class: 'toolbar' }, build('span', {}, title), build('div', {}, ...buttons), build('span', {})),
  );
}

function icon(path: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
