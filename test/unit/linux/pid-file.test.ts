import { spawn } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processTitle, readPid, writePidFile } from '../../../src/linux/pid-file.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tsk-pid-'))
  path = join(directory, 'run', 'vrrp.pid')
})
afterEach(() => rmSync(directory, { recursive: true }))

function written(): { remove(): void } {
  const result = writePidFile(path)
  if (result.kind !== 'written') throw new Error(result.kind)
  return result.pidFile
}

test('it holds our pid, readable to all whatever the mask, and goes away again', () => {
  const before = process.umask(0o177)
  const pidFile = written()
  process.umask(before)
  expect(readFileSync(path, 'utf8')).toBe(`${process.pid}\n`)
  expect(lstatSync(path).mode & 0o777).toBe(0o644)
  pidFile.remove()
  expect(existsSync(path)).toBe(false)
})

test('a file that names another process by now is left alone', () => {
  const pidFile = written()
  writeFileSync(path, '1\n')
  pidFile.remove()
  expect(readPid(path)).toBe(1)
})

test('a living process of this program owns it; a dead one, a stranger and junk do not', async () => {
  const script = `process.title = '${processTitle}: vrrp'; console.log('ready'); setTimeout(() => {}, 60000)`
  const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise((resolve) => other.stdout.once('data', resolve))
  const ended = new Promise((resolve) => other.once('exit', resolve))
  written()
  writeFileSync(path, `${other.pid}\n`)
  expect(writePidFile(path)).toEqual({ kind: 'owned', pid: other.pid })
  other.kill()
  await ended
  expect(writePidFile(path).kind).toBe('written')
  // Process 1 lives, but is not us; another program of Node is not us either.
  for (const text of ['1\n', `${process.ppid}\n`, '', 'junk\n', '-5\n', '99999999999\n', '12 34\n']) {
    writeFileSync(path, text)
    expect(writePidFile(path).kind, text).toBe('written')
  }
})

test('CVE-2018-19044: a link in its place is replaced, not followed', () => {
  written().remove()
  const victim = join(directory, 'victim')
  writeFileSync(victim, 'precious')
  symlinkSync(victim, path)
  written()
  expect(readFileSync(victim, 'utf8')).toBe('precious')
  expect(lstatSync(path).isSymbolicLink()).toBe(false)
})

test('a place that cannot be written is a message with its path', () => {
  writeFileSync(join(directory, 'run'), 'a file where a directory should be')
  const result = writePidFile(path)
  expect(result.kind).toBe('failed')
  expect(result.kind === 'failed' && result.message).toContain(path)
})
