// Leaves the counts of a run in test-results.json, from which tools/run-tests.mjs sums all suites.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export default class CountReporter {
  constructor(globalConfig) {
    this.rootDir = globalConfig.rootDir;
  }
  onRunComplete(_contexts, results) {
    const suitesThatDidNotRun = results.testResults.filter((suite) => suite.testExecError).length;
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + suitesThatDidNotRun,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(join(this.rootDir, 'test-results.json'), JSON.stringify(counts) + '\n');
  }
}
