import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeDescriptorWriter } from '../../../src/daemon/line-writer.ts'
import { commandLineLines, logFileOf, withoutControls, writeCtime, writeLogLine } from '../../../src/daemon/log-text.ts'
import { makeLogger } from '../../../src/daemon/logging.ts'
import type { LogOptions } from '../../../src/daemon/options.ts'

const folder = mkdtempSync(join(tmpdir(), 'tsk-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('text', () => {
  test('the time is written as by ctime(3)', () => {
    expect(writeCtime(new Date(2026, 10, 21, 1, 52, 4))).toBe('Sat Nov 21 01:52:04 2026')
    expect(writeCtime(new Date(2026, 10, 1, 0, 0, 0))).toBe('Sun Nov  1 00:00:00 2026')
  })

  test('a peer cannot begin a line of its own', () => {
    expect(withoutControls('a\nb\x1b[2J\tc')).toBe('a\\x0ab\\x1b[2J\tc')
    expect(writeLogLine(new Date(2026, 0, 5), 'x')).toBe('Mon Jan  5 00:00:00 2026: x\n')
  })

  test('a long command line goes on in aligned lines, as the original breaks it', () => {
    const words = [
      'keepalived',
      '-n',
      '-l',
      '-D',
      '-D',
      '-G',
      '-f',
      'a.conf',
      '-p',
      'run/k.pid',
      '-r',
      'run/v.pid',
      '-c',
      'run/c.pid',
    ]
    expect(commandLineLines(words)).toEqual([
      "Command line: 'keepalived' '-n' '-l' '-D' '-D' '-G' '-f' 'a.conf' '-p' 'run/k.pid' '-r' 'run/v.pid'",
      "              '-c' 'run/c.pid'",
    ])
  })

  test.each([
    ['/tmp/keepalived.log', '/tmp/keepalived_vrrp.log'],
    ['/tmp/a.b/log', '/tmp/a.b/log_vrrp'],
    ['/tmp/.log', '/tmp/.log_vrrp'],
  ])('the log file of a child: %s', (path, expected) => {
    expect(logFileOf(path, '_vrrp')).toBe(expected)
  })
})

describe('logger', () => {
  const identity = { ident: 'Keepalived', fileSuffix: '' }
  const options = (name: string, given: Partial<LogOptions>): LogOptions => ({
    console: false,
    detail: 0,
    syslog: false,
    facility: 3,
    file: join(folder, name),
    format: 'text',
    ...given,
  })

  test('details only with -D, debug neither', () => {
    for (const [name, detail] of [
      ['plain', 0],
      ['detailed', 1],
    ] as const) {
      const logger = makeLogger(identity, options(name, { detail }))
      logger.log('info', 'always')
      logger.log('info', 'detail', true)
      logger.log('debug', 'debug')
      logger.close()
    }
    const texts = (name: string) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => line.slice(26))
    expect(texts('plain')).toEqual(['always'])
    expect(texts('detailed')).toEqual(['always', 'detail', 'debug'])
  })

  test('JSON on request: level by name, process, text', () => {
    const logger = makeLogger(identity, options('json', { format: 'json' }))
    logger.log('err', 'broken "thing"')
    logger.close()
    const line = JSON.parse(readFileSync(join(folder, 'json'), 'utf8')) as Record<string, unknown>
    expect(line).toMatchObject({ level: 'err', process: 'Keepalived', pid: process.pid, msg: 'broken "thing"' })
  })
})

describe('a full pipe', () => {
  test('costs lines, not time, and says how many', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const writer = makeDescriptorWriter(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK))
    const line = `${'x'.repeat(999)}\n`
    for (let i = 0; i < 100; i++) writer.write(line)
    await new Promise(setImmediate)
    // A pipe holds 64 KiB.
    const buffer = Buffer.alloc(1 << 20)
    const taken = readSync(reader, buffer)
    writer.write('again\n')
    writer.close()
    const text = buffer.toString('utf8', 0, taken + readSync(reader, buffer, taken, buffer.length - taken, null))
    const lost = [...text.matchAll(/^(\d+) log lines were dropped, because nobody read them$/gm)]
    expect(taken).toBeGreaterThan(50_000)
    expect(text.match(/^x+$/gm)?.length).toBe(100 - lost.reduce((sum, [, count]) => sum + Number(count), 0))
    expect(text.endsWith('were dropped, because nobody read them\nagain\n')).toBe(true)
    closeSync(reader)
  })
})

test('lines of one turn are written together, also when the process ends in it', () => {
  const script = `
    import { makeLogger } from './src/daemon/logging.ts'
    const options = { console: true, detail: 0, syslog: false, facility: 3, file: null, format: 'text' }
    const logger = makeLogger({ ident: 'x', fileSuffix: '' }, options)
    for (let i = 0; i < 1000; i++) logger.log('info', 'line ' + i)
    process.exit(3)`
  const run = spawnSync('npx', ['tsx', '--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(run.status).toBe(3)
  expect(run.stderr.match(/: line \d+$/gm)).toHaveLength(1000)
})

test('a syslog that is not there is no failure', () => {
  const script = `
    import { makeLogger } from './src/daemon/logging.ts'
    const options = { console: true, detail: 0, syslog: true, facility: 3, file: null, format: 'text' }
    const logger = makeLogger({ ident: 'x', fileSuffix: '' }, options)
    logger.log('info', 'hello')
    logger.close()`
  const run = spawnSync('npx', ['tsx', '--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(run.stderr).toMatch(/: hello\n$/)
  expect(run.status).toBe(0)
})
