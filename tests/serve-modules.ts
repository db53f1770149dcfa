import { serveModules } from '../scripts/chromium/module-page';

/** What tests in a page run there. */
const MODULES = [
  'scripts/{faces/reading-page,pictures/page}.ts',
  'tests/{engine/{buffers,lost-device,pipeline},session/store,training/read}-page.ts',
  'tests/parity/{page,detector-page,kernels-page}.ts',
];

/** One server for all tests in a page: to bundle tfjs takes seconds. */
export default async function (): Promise<() => Promise<void>> {
  const { url, close } = await serveModules(MODULES);
  process.env.FACET_MODULES = url;
  return close;
}
