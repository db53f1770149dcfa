import { defineConfig } from 'vitest/config';

/** Tests that start a browser. */
const IN_BROWSER = [
  'tests/{e2e,parity,sites}/**/*.test.ts',
  'tests/content/{overlay,frames}.test.ts',
  'tests/session/export.test.ts',
];

/** Apart from vite.config.ts: tests need no extension build around them. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: IN_BROWSER,
          // DOM tests say `// @vitest-environment happy-dom` in their first line.
          environment: 'node',
        },
      },
      {
        test: {
          name: 'e2e',
          include: IN_BROWSER,
          // Real browsers on few cores: one file after another, and time to start.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
