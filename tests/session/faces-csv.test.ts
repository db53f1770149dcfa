import { expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import { facesCsv } from '../../src/session/faces-csv';

it('carries no formula into a spreadsheet, whatever a file is called', () => {
  for (const name of ['=1+1.png', 'a;=HYPERLINK("x").png', 'a\t=1.png']) {
    const line = facesCsv([{ name, faces: [] }], KNOWN_CLASSES).split('\r\n')[1]!;
    expect(line).not.toMatch(/(^|[;\t,])[" ]*=/);
    expect(line).toContain("'=");
  }
});
