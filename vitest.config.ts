import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The embedded database is one WASM program for each file, and the machine may have two cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 180_000,
    projects: [
      // Rules need no database, so `npm run check` can ask for one of them in two seconds.
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'edges',
          include: ['tests/{integration,browser}/**/*.test.ts'],
          globalSetup: ['tests/setup/global-setup.ts'],
        },
      },
      // Slow for a reason: waits for deadlines to pass, or compares everything with everything.
      {
        extends: true,
        test: { name: 'long', include: ['tests/long/**/*.test.ts'], globalSetup: ['tests/setup/global-setup.ts'] },
      },
    ],
  },
});
