import { execFileSync } from 'node:child_process'
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OperationError } from '../../../src/lib/operation-error.ts'
import { writeDumpFile, writeFileAtomically } from '../../../src/linux/files.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tsk-files-'))
  path = join(directory, 'keepalived.data')
})
afterEach(() => rmSync(directory, { recursive: true }))

function errnoOf(work: () => void): string {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof OperationError) return thrown.errno
    throw thrown
  }
  return 'none'
}

test('a dump is written, and replaced by a shorter one', () => {
  writeDumpFile(path, 'a long first dump\n')
  writeDumpFile(path, 'short\n')
  expect(readFileSync(path, 'utf8')).toBe('short\n')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('CVE-2018-19045: nothing is written through a symbolic link', () => {
  const victim = join(directory, 'victim')
  writeFileSync(victim, 'precious')
  symlinkSync(victim, path)
  expect(errnoOf(() => writeDumpFile(path, 'dump'))).toBe('ELOOP')
  expect(readFileSync(victim, 'utf8')).toBe('precious')
})

test('a file with a second name, a pipe and a directory are refused', () => {
  const victim = join(directory, 'victim')
  writeFileSync(victim, 'precious')
  linkSync(victim, path)
  expect(errnoOf(() => writeDumpFile(path, 'dump'))).toBe('EPERM')
  expect(readFileSync(victim, 'utf8')).toBe('precious')
  const pipe = join(directory, 'pipe')
  execFileSync('mkfifo', [pipe])
  // A pipe without a reader must not hold us up either.
  expect(errnoOf(() => writeDumpFile(pipe, 'dump'))).toBe('ENXIO')
  expect(errnoOf(() => writeDumpFile(directory, 'dump'))).toBe('EISDIR')
})

test('an atomic write leaves nothing behind when it fails', () => {
  expect(errnoOf(() => writeFileAtomically(join(directory, 'not', 'there'), 'text', 0o644))).toBe('ENOENT')
  writeFileAtomically(path, 'text', 0o640)
  expect(readdirSync(directory)).toEqual(['keepalived.data'])
  expect(statSync(path).mode & 0o777).toBe(0o640)
})
