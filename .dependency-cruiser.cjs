/** The architecture as rules (`npm run lint`): no circles, and arrows between folders point one way. CONTRIBUTING.md draws it. */

/** A folder of src, or several, as a pattern. */
const folders = (...names) => `^src/(?:${names.join('|')})/`;

/** Training's folders from the ground up: each may need those before it, never one after it. training/README.md says what they are. */
const FLOORS = [
  'console',
  'markup',
  'files',
  'quantization',
  'operations',
  'pictures',
  'backends',
  'detector',
  'dataset',
  'network',
  'recipes',
  'metrics',
  'fit',
  'distil',
  'export',
  'evaluation',
  'read',
  'run',
  'sweep',
  'reproduce',
  'commands',
];
/** The folders of scripts from the ground up, likewise. */
const SCRIPT_FLOORS = [
  'build',
  'chromium',
  'faces',
  'call',
  'driver',
  'pictures',
  'both-ways',
  'usual',
  'geometry',
  'gallery',
  'bench',
  'soak',
];

/** Each folder of a tree may need those before it, and a folder that the list lacks may need none. */
const floorRules = (tree, names) => {
  const floors = (some) => `^${tree}/(?:${some.join('|')})/`;
  return [
    ...names.slice(0, -1).map((name, i) => ({
      name: `${tree}-only-downward-from-${name}`,
      comment: 'Built floor upon floor (above): a folder needs those below it alone.',
      severity: 'error',
      from: { path: floors([name]) },
      to: { path: floors(names.slice(i + 1)) },
    })),
    {
      name: `${tree}-has-no-other-floors`,
      comment: 'A folder that the list of floors lacks could need any other: say where it stands.',
      severity: 'error',
      from: { path: `^${tree}/[^/]+/`, pathNot: floors(names) },
      to: { path: '.' },
    },
  ];
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other cannot be read, tested or replaced apart.',
      severity: 'error',
      from: { path: '^(?:src|training|scripts|tests)/' },
      to: { circular: true },
    },
    {
      name: 'product-stands-alone',
      comment: 'What ships knows nothing of how it is trained, tested or built.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ui/icons/' },
      to: { path: '^(?:training|tests|scripts)/' },
    },
    {
      name: 'engine-knows-no-extension',
      comment: 'From pictures to readings: neither the page nor the extension nor what is stored.',
      severity: 'error',
      from: { path: folders('engine') },
      to: {
        path: '^src/',
        pathNot: [
          '^src/engine/',
          '^src/(expressions|classes|change|tuning|box|event-loop|median|error-message|report|problems?)\\.ts$',
        ],
      },
    },
    {
      name: 'page-side-without-engine',
      comment: 'The content script is put into every call page: it takes the engine’s types, never its code.',
      severity: 'error',
      from: { path: folders('sites', 'content', 'bridge') },
      to: { path: folders('engine'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sites-only-read-pages',
      comment: 'What a site looks like does not depend on what is done with it.',
      severity: 'error',
      from: { path: folders('sites') },
      to: {
        path: folders('content', 'bridge', 'offscreen', 'session', 'popup', 'options', 'welcome', 'ui', 'background'),
      },
    },
    {
      name: 'contexts-meet-in-messages',
      comment: 'Content script, offscreen document, service worker and pages run apart and talk by src/messages.ts.',
      severity: 'error',
      from: { path: '^src/(content|offscreen|background|popup|options|welcome)/' },
      to: { path: folders('content', 'offscreen', 'background', 'popup', 'options', 'welcome'), pathNot: '^src/$1/' },
    },
    {
      name: 'browser-api-where-there-is-one',
      comment:
        'The engine runs in benches and training, sites’ rules on blank pages: webextension-polyfill refuses to load there.',
      severity: 'error',
      from: { path: folders('engine', 'sites') },
      to: { path: 'webextension-polyfill', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'foundations-below',
      comment: 'What everything stands on stands on nothing above it.',
      severity: 'error',
      from: { path: folders('session', 'bridge', 'ui', 'engine') },
      to: { path: folders('content', 'offscreen', 'background', 'popup', 'options', 'welcome') },
    },
    {
      name: 'scripts-without-tests',
      comment: 'The simulator and the driver serve npm start, the benches and the tests alike; tests stand on top.',
      severity: 'error',
      from: { path: '^(?:scripts|training)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'browser-tests-by-name',
      comment:
        'A test that starts a browser is called .browser., .e2e. or .long.test.ts: the unit tests run without one.',
      severity: 'error',
      from: { path: '\\.test\\.tsx?$', pathNot: '\\.(?:browser|e2e|long)\\.test\\.ts$' },
      to: { path: '^scripts/chromium/launch\\.ts$', reachable: true },
    },
    {
      name: 'training-without-scripts',
      comment: 'Benches and measurements are made with training’s parts, never the reverse.',
      severity: 'error',
      from: { path: '^training/' },
      to: { path: '^scripts/' },
    },
    ...floorRules('training', FLOORS),
    ...floorRules('scripts', SCRIPT_FLOORS),
    {
      name: 'training-begins-at-its-command-line',
      comment: 'The one file that belongs to no folder is what "npm run train" and the others start.',
      severity: 'error',
      from: { path: '^training/' },
      to: { path: '^training/[^/]+$' },
    },
    {
      name: 'training-takes-pure-parts',
      comment: 'Training shares the engine, the labels and the table of faces read, and nothing else of the extension.',
      severity: 'error',
      from: { path: '^training/' },
      to: {
        path: '^src/',
        pathNot: ['^src/engine/', '^src/(expressions|classes|error-message|face-label|session/faces-csv)\\.ts$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // All but the one package that a rule is about.
    exclude: { path: 'node_modules/(?!webextension-polyfill)' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types alone tie files together, too.
    tsPreCompilationDeps: true,
  },
};
