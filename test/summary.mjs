/**
 * Reads vitest's reports and prints the closing line. A test file that exists but did not run, and in CI a skip that
 * test/expected-skips.txt does not name, count as failures: a runner that passes over files silently must not look green.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

const [reports, ...filters] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '..')
const report = readReport()
const failures = []

const ran = new Set(report.testResults.map((file) => relative(root, file.name)))
if (filters.length === 0) {
  const missing = testFiles(join(root, 'test')).filter((file) => !ran.has(file))
  for (const file of missing) failures.push(`did not run: ${file}`)
}

const tests = report.testResults.flatMap((file) =>
  file.assertionResults.map((test) => ({ ...test, file: relative(root, file.name) })),
)
const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
const expected = readFileSync(join(root, 'test/expected-skips.txt'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
for (const test of skipped) {
  const name = `${test.file}: ${test.fullName}`
  console.log(`skipped: ${name}`)
  if (process.env.CI && !expected.some((prefix) => name.startsWith(prefix))) failures.push(`unexpected skip: ${name}`)
}
for (const file of report.testResults) {
  if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')) {
    failures.push(`file failed: ${relative(root, file.name)}: ${String(file.message).split('\n')[0]}`)
  }
}
for (const test of tests) if (test.status === 'failed') console.log(`failed: ${test.file}: ${test.fullName}`)
for (const failure of failures) console.log(failure)

const passed = tests.filter((test) => test.status === 'passed').length
const failed = tests.filter((test) => test.status === 'failed').length + failures.length
console.log(`${ran.size} test files`)
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

/** All reports of this run as one. */
function readReport() {
  const names = existsSync(reports) ? readdirSync(reports).filter((name) => name.endsWith('.json')) : []
  if (names.length === 0) {
    console.log('the test runner left no report')
    console.log('0 passed, 1 failed')
    process.exit(1)
  }
  const all = names.map((name) => JSON.parse(readFileSync(join(reports, name), 'utf8')))
  return { testResults: all.flatMap((report) => report.testResults) }
}

function testFiles(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return testFiles(path)
    return entry.name.endsWith('.test.ts') ? [relative(root, path)] : []
  })
}
