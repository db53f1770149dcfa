// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { EnableSite, Impossible } from '../../src/popup/page-views';
import { ExportButton } from '../../src/ui/export-button';

afterEach(() => render(null, document.body));

const buttons = () => [...document.querySelectorAll('button')];
const names = () => buttons().map((button) => button.getAttribute('aria-label') ?? button.textContent);

describe('where Facet could not look', () => {
  it('says of a site that it is not enabled, with the button that enables it', () => {
    render(<EnableSite host="a.example" pattern="https://a.example/*" onProblem={() => {}} />, document.body);
    expect(document.querySelector('h2')?.textContent).toBe('Facet is not enabled on this site yet');
    expect(names()).toEqual(['Enable on a.example']);
    expect(document.body.textContent).not.toMatch(/no call/i);
  });

  it('does not say of other pages that there is no call', () => {
    render(<Impossible />, document.body);
    expect(document.querySelector('h2')?.textContent).toBe('Facet cannot look at this page');
    expect(document.body.textContent).not.toMatch(/no call/i);
  });
});

describe('buttons of a list', () => {
  const ann = { id: 'a', siteLabel: 'Google Meet', startedAt: 0 };

  it('say what they are about', () => {
    render(<ExportButton session={ann} of="Google Meet, today 14:05" onProblem={() => {}} />, document.body);
    expect(names()).toEqual(['Export CSV: Google Meet, today 14:05']);
  });
});
