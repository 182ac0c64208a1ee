import { existsSync, readFileSync, rmSync } from 'node:fs'
import { inCache, inRoot, packagedNode, root } from '../set-up/places.mjs'
import { run } from '../set-up/process.mjs'

const reportFile = inCache('test-report.json')

/** Counts a test file that could not even be loaded as one failure. */
function brokenFiles(report) {
  return report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
}

function count(report, code) {
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests } = report
  // A test that did not run proves nothing: it counts as failed.
  const skipped = numPendingTests + numTodoTests
  if (skipped > 0) console.log(`${skipped} tests were skipped; a skipped test is a failure.`)
  const failed = numFailedTests + skipped + brokenFiles(report)
  // An error outside any test fails the run without failing a test.
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** Runs the tests with the packaged Node, the terminal attached; more arguments go to the test runner. */
export function runTests(parameters = []) {
  const runner = inRoot('node_modules', 'vitest', 'vitest.mjs')
  return run(packagedNode(), [runner, 'run', ...parameters], { cwd: root })
}

/** Runs every test and counts how many passed and failed. */
export async function countTests() {
  rmSync(reportFile, { force: true })
  const code = await runTests([
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
  ])
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 }
  return count(JSON.parse(readFileSync(reportFile, 'utf8')), code)
}
