import fs from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** What a run came to. `skipped` says for each file what did not run, and why when the test said it. */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly file: string; readonly count: number; readonly why: string }[];
}

const stateOf = (test: TestCase): string => test.result().state;

function skippedIn(module: TestModule): TestSummary['skipped'] {
  const tests = [...module.children.allTests()].filter((test) => stateOf(test) === 'skipped' || stateOf(test) === 'pending');
  if (tests.length === 0) return [];
  const notes = tests.map((test) => {
    const result = test.result();
    return 'note' in result && result.note ? result.note : test.fullName;
  });
  return [{ file: module.relativeModuleId, count: tests.length, why: [...new Set(notes)].slice(0, 3).join(' · ') }];
}

/** Counts a whole run. A file that could not be loaded, a failed hook and an error outside of all tests count as one failure each. */
export function summarise(modules: readonly TestModule[], unhandledErrors: number): TestSummary {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string): number => tests.filter((test) => stateOf(test) === state).length;
  const suites = modules.flatMap((module) => [...module.children.allSuites()]);
  const broken = modules.filter((module) => module.errors().length > 0).length + suites.filter((suite) => suite.errors().length > 0).length;
  return { passed: count('passed'), failed: count('failed') + broken + unhandledErrors, skipped: modules.flatMap(skippedIn) };
}

/** Leaves the counts of a run in the file that KARKHANA_TEST_SUMMARY names; `tools/test.ts` prints them as the last line. */
export default class SummaryReporter implements Reporter {
  /** Called by vitest when everything has ended. */
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env.KARKHANA_TEST_SUMMARY;
    if (file) fs.writeFileSync(file, JSON.stringify(summarise(modules, unhandledErrors.length)));
  }
}
