import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OperationError } from '../../../src/lib/operation-error.ts'
import { writeDumpFile, writeFileAtomically } from '../../../src/linux/files.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tsk-files-'))
  path = join(directory, 'keepalived.data')
})
afterEach(() => rmSync(directory, { recursive: true }))

async function errnoOf(work: () => void | Promise<void>): Promise<string> {
  try {
    await work()
  } catch (thrown) {
    if (thrown instanceof OperationError) return thrown.errno
    throw thrown
  }
  return 'none'
}

test('a dump is written, and replaced by a shorter one; nothing else is left', async () => {
  await writeDumpFile(path, 'a long first dump\n')
  await writeDumpFile(path, 'short\n')
  expect(readFileSync(path, 'utf8')).toBe('short\n')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(directory)).toEqual(['keepalived.data'])
})

describe('CVE-2018-19044, 19045, 19046: whatever has the name already is neither opened nor followed', () => {
  const isRoot = process.geteuid?.() === 0

  test('a symbolic link, also one to nothing', async () => {
    const victim = join(directory, 'victim')
    symlinkSync(victim, path)
    await writeDumpFile(path, 'dump')
    expect(existsSync(victim)).toBe(false)
    writeFileSync(victim, 'precious')
    rmSync(path)
    symlinkSync(victim, path)
    await writeDumpFile(path, 'dump')
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    expect(lstatSync(path).isFile()).toBe(true)
  })

  test('a second name of another file', async () => {
    const victim = join(directory, 'victim')
    writeFileSync(victim, 'precious')
    linkSync(victim, path)
    await writeDumpFile(path, 'dump')
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    expect(readFileSync(path, 'utf8')).toBe('dump')
  })

  test('a pipe without a reader', async () => {
    execFileSync('mkfifo', [path])
    await writeDumpFile(path, 'dump')
    expect(lstatSync(path).isFile()).toBe(true)
  })

  test.skipIf(!isRoot)('a file of somebody else, who holds it open and lets everybody write', async () => {
    writeFileSync(path, 'bait')
    chownSync(path, 65534, 65534)
    chmodSync(path, 0o666)
    const held = openSync(path, 'r')
    await writeDumpFile(path, 'auth_pass')
    expect(readFileSync(held, 'utf8')).toBe('bait')
    closeSync(held)
    expect([statSync(path).uid, statSync(path).mode & 0o777]).toEqual([process.geteuid?.(), 0o600])
  })

  test('a directory: refused', async () => {
    mkdirSync(path)
    expect(await errnoOf(() => writeDumpFile(path, 'dump'))).toBe('EISDIR')
    expect(readdirSync(directory)).toEqual(['keepalived.data'])
  })

  test('no directory: refused', async () => {
    expect(await errnoOf(() => writeDumpFile(join(directory, 'not', 'there'), 'dump'))).toBe('ENOENT')
  })
})

test('an atomic write leaves nothing behind when it fails', async () => {
  expect(await errnoOf(() => writeFileAtomically(join(directory, 'not', 'there'), 'text', 0o644))).toBe('ENOENT')
  writeFileAtomically(path, 'text', 0o640)
  expect(readdirSync(directory)).toEqual(['keepalived.data'])
  expect(statSync(path).mode & 0o777).toBe(0o640)
})
