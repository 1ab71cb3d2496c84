import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Command } from '../../../src/config/command.ts'
import type { FifoConfig } from '../../../src/config/config.ts'
import { openFifo } from '../../../src/notify/fifo.ts'

let folder = ''
let path = ''
let log: string[] = []
beforeEach(() => {
  known.clear()
  folder = mkdtempSync(join(tmpdir(), 'tsk-fifo-'))
  path = join(folder, 'fifo')
  log = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const config = (more: Partial<FifoConfig> = {}): FifoConfig => ({
  path,
  uid: process.getuid!(),
  gid: process.getgid!(),
  script: null,
  ...more,
})
/** As the parent keeps it for the processes. */
const known = new Map<string, number>()
const made = {
  has: (which: string, inode: number) => known.get(which) === inode,
  add: (which: string, inode: number) => void known.set(which, inode),
}
const note = (level: string, text: string): void => void log.push(`${level}: ${text}`)

/** What lies in the pipe now. */
function drainPipe(): string {
  const fd = openSync(path, 0o4000)
  const buffer = Buffer.alloc(1 << 20)
  return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, null))
}

describe('a notify FIFO', () => {
  test('that is missing is made with mode 644 and removed at the end', () => {
    const fifo = openFifo({ config: config(), log: note, made })
    expect(lstatSync(path).isFIFO()).toBe(true)
    expect(lstatSync(path).mode & 0o777).toBe(0o644)
    fifo.close()
    expect(existsSync(path)).toBe(false)
    expect(log).toEqual([])
  })

  test('that exists is used and left', () => {
    execFileSync('mkfifo', [path])
    const fifo = openFifo({ config: config(), log: note, made })
    fifo.write('INSTANCE "VI_1" MASTER 100\n')
    expect(drainPipe()).toBe('INSTANCE "VI_1" MASTER 100\n')
    fifo.close()
    expect(existsSync(path)).toBe(true)
  })

  test('that a process of ours made and left when it died is removed; one that was made anew in its place is left', () => {
    openFifo({ config: config(), log: note, made })
    openFifo({ config: config(), log: note, made }).close()
    expect(existsSync(path)).toBe(false)
    execFileSync('mkfifo', [join(folder, 'other')])
    known.set(path, lstatSync(join(folder, 'other')).ino + 1)
    execFileSync('mv', [join(folder, 'other'), path])
    openFifo({ config: config(), log: note, made }).close()
    expect(existsSync(path)).toBe(true)
  })

  test('needs no reader and keeps the order of its lines', () => {
    const fifo = openFifo({ config: config(), log: note, made })
    for (let i = 0; i < 3; i++) fifo.write(`VS [10.0.0.${i}]:tcp:80 UP\n\0`)
    expect(drainPipe()).toBe([0, 1, 2].map((i) => `VS [10.0.0.${i}]:tcp:80 UP\n\0`).join(''))
    fifo.close()
  })

  test('that is full loses lines, says so once, and says how many when it takes them again', () => {
    const fifo = openFifo({ config: config(), log: note, made })
    const line = `${'x'.repeat(1023)}\n`
    for (let i = 0; i < 500; i++) fifo.write(line)
    expect(log).toHaveLength(1)
    expect(log[0]).toMatch(/^warning: Notify FIFO .*fifo takes no more, losing lines: EAGAIN/)
    const taken = drainPipe().length / 1024
    fifo.write(line)
    expect(log.at(-1)).toBe(`warning: Notify FIFO ${path} takes lines again, ${500 - taken} were lost`)
    for (let i = 0; i < 500; i++) fifo.write(line)
    fifo.close()
    expect(log.at(-1)).toMatch(/is closed, its last \d+ lines were lost$/)
  })

  test('that is an ordinary file, or a link to one, is refused and not written to', () => {
    writeFileSync(join(folder, 'file'), 'precious')
    symlinkSync(join(folder, 'file'), path)
    for (const one of [path, join(folder, 'file')]) {
      const fifo = openFifo({ config: config({ path: one }), log: note, made })
      fifo.write('x')
      fifo.close()
    }
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('precious')
    expect(log).toHaveLength(2)
    expect(log.every((line) => line.startsWith('err: Unable to open notify FIFO'))).toBe(true)
  })

  test('that cannot be made is one log line', () => {
    const fifo = openFifo({ config: config({ path: '/nonexistent/folder/fifo' }), log: note, made })
    fifo.write('x')
    fifo.write('x')
    fifo.close()
    expect(log).toHaveLength(1)
  })

  test('has its script started once, with the path behind its words', () => {
    const started: Command[] = []
    const script: Command = { argv: ['/bin/handler', '-v'], text: '/bin/handler -v', uid: 1, gid: 2 }
    const fifo = openFifo({
      config: config({ script }),
      log: note,
      made,
      startScript: (command) => started.push(command),
    })
    fifo.write('x')
    fifo.close()
    expect(started).toEqual([{ ...script, argv: ['/bin/handler', '-v', path] }])
  })
})
