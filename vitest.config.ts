import { defineConfig } from 'vitest/config';

/** Apart from vite.config.ts: tests need no extension build around them. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/{e2e,parity}/**'],
          // DOM tests say `// @vitest-environment happy-dom` in their first line.
          environment: 'node',
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/{e2e,parity}/**/*.test.ts'],
          // Real browsers on few cores: one file after another, and time to start.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
