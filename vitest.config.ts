import fs from 'node:fs';
import { defineConfig } from 'vitest/config';

/** One PostgreSQL for all test files, with a template database that each file clones. */
const globalSetup = ['test/support/global-setup.ts'].filter((file) => fs.existsSync(file));
const cores = { pool: 'forks', environment: 'node' } as const;

/**
 * Quick tests go first, two files at a time; then what starts whole systems, one at a time:
 * two of those on two cores would measure each other.
 */
export default defineConfig({
  test: {
    globalSetup,
    reporters: ['default', './tools/test-reporter.ts'],
    passWithNoTests: false,
    teardownTimeout: 30_000,
    projects: [
      {
        test: {
          ...cores,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/{support,instances,world}/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...cores,
          name: 'architecture',
          include: ['test/architecture/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...cores,
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          maxWorkers: 1,
          testTimeout: 90_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...cores,
          name: 'chaos',
          include: ['test/chaos/**/*.test.ts'],
          maxWorkers: 1,
          testTimeout: 600_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
