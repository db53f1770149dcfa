import { beforeEach, describe, expect, it, vi } from 'vitest';

const HOME = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
let { report, passReportsTo, noteOf } = await import('../src/report');
const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);

beforeEach(async () => {
  vi.resetModules();
  log.mockClear();
  ({ report, passReportsTo, noteOf } = await import('../src/report'));
});

/** As Chrome writes it. */
function thrown(message: string, lines: readonly string[], options?: ErrorOptions): Error {
  const error = new TypeError(message, options);
  error.stack = [`TypeError: ${message}`, ...lines.map((line) => `    at ${line}`)].join('\n');
  return error;
}

describe('an error', () => {
  it('is logged whole, with its cause', () => {
    const error = new Error('The engine could not be loaded.', { cause: new Error('404') });
    report('loading', error);
    expect(log.mock.calls).toEqual([['Facet, loading:', error]]);
    expect((log.mock.calls[0]![1] as Error).cause).toBe(error.cause);
  });

  it('that comes every tick is logged and told once', () => {
    const told = vi.fn();
    passReportsTo(told);
    for (let tick = 0; tick < 50; tick++) report('reading a tick', new Error(`Tick ${tick} could not be read.`));
    expect(log).toHaveBeenCalledTimes(1);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('is another where anything but a number differs', () => {
    const one = () => new Error('Full.');
    report('reading', one());
    report('storing', one());
    report('storing', new Error('Closed.'));
    report('storing', new Error('Closed.', { cause: new TypeError('gone') }));
    report('storing', new RangeError('Closed.'));
    expect(log).toHaveBeenCalledTimes(5);
  });

  it('in ever new words does not fill the log', () => {
    for (let i = 0; i < 500; i++) report('reading', new Error('x'.repeat(i)));
    expect(log).toHaveBeenCalledTimes(100);
  });

  it('from before anybody listened is told to who comes', () => {
    report('starting', new Error('early'));
    const told = vi.fn();
    passReportsTo(told);
    report('going on', new Error('late'));
    expect(told.mock.calls.map(([note]) => note.where)).toEqual(['starting', 'going on']);
  });

  it.each([undefined, null, 'words', 7, {}, Object.create(null), Symbol('s'), new Proxy({}, { get: () => fail() })])(
    'may be anything: %#',
    (what) => {
      expect(() => report('reading', what)).not.toThrow();
      expect(log).toHaveBeenCalledTimes(1);
    },
  );

  it('that causes itself comes to an end', () => {
    const error = new Error('round');
    error.cause = error;
    expect(noteOf('reading', error).chain.length).toBeLessThan(10);
  });
});

describe('the note of an error', () => {
  it('tells kinds and places in our code, the innermost first', () => {
    const cause = thrown('no', [`${HOME}/assets/store-Bx1.js:3:9`]);
    const error = thrown(
      'could not be read',
      [`Pipeline.look (${HOME}/assets/offscreen.js:12:34)`, `async ${HOME}/assets/offscreen.js:1:2`],
      { cause },
    );
    expect(noteOf('reading a tick', error)).toEqual({
      where: 'reading a tick',
      chain: [
        { kind: 'TypeError', at: ['assets/offscreen.js:12:34', 'assets/offscreen.js:1:2'] },
        { kind: 'TypeError', at: ['assets/store-Bx1.js:3:9'] },
      ],
    });
  });

  it('holds nothing that the error says, nor of the page that it happened in', () => {
    const secrets = [
      'Amara Okafor.jpg is no picture',
      `“Amara”\n    at Amara (${HOME}/Amara:1:1)`,
      'happiness 0.93 in data:image/png;base64,Amara',
    ];
    for (const said of secrets) {
      const error = thrown(said, ['join (https://meet.google.com/amara-okafor:1:2)'], { cause: said });
      error.name = said;
      expect(JSON.stringify(noteOf('reading', error))).not.toMatch(/amara|okafor|0\.93|happiness|meet/i);
    }
  });
});

it('takes no words that are put together as it runs', () => {
  const name = String('Amara');
  // @ts-expect-error: a name may be in them
  report(`reading ${name}`, new Error('a'));
  // @ts-expect-error: a name may be in them
  report(name, new Error('b'));
  report(`reading ${'fixed' as 'fixed' | 'words'}`, new Error('c'));
});

function fail(): never {
  throw new Error('not to be looked at');
}
