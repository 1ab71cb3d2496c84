import { mkdtempSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openSyslog } from '../../../src/linux/syslog.ts'
import { openDatagramReceiver } from './datagram-receiver.ts'

const DAEMON = 3
let directory: string
let path: string
const now = () => new Date(2026, 10, 3, 4, 5, 6)

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tsk-log-'))
  path = join(directory, 'log')
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(directory, { recursive: true })
})

test('RFC 3164 section 4.1: priority, time, ident with pid, text', () => {
  const daemon = openDatagramReceiver(path)
  const syslog = openSyslog('Keepalived_vrrp', DAEMON, { path, now })
  syslog.write(6, '(VI_1) Entering MASTER STATE')
  syslog.write(3, 'Ein Fehler: größer')
  expect(daemon.received()).toEqual([
    `<30>Nov  3 04:05:06 Keepalived_vrrp[${process.pid}]: (VI_1) Entering MASTER STATE`,
    `<27>Nov  3 04:05:06 Keepalived_vrrp[${process.pid}]: Ein Fehler: größer`,
  ])
  syslog.close()
  daemon.close()
})

test('lines outlive a restart of the log daemon, in order', () => {
  const first = openDatagramReceiver(path)
  const syslog = openSyslog('x', DAEMON, { path, now })
  syslog.write(6, 'one')
  expect(first.received()).toHaveLength(1)
  first.close()
  unlinkSync(path)
  syslog.write(6, 'two')
  syslog.write(6, 'three')
  const second = openDatagramReceiver(path)
  vi.advanceTimersByTime(1_000)
  syslog.write(6, 'four')
  expect(second.received().map((line) => line.split(': ')[1])).toEqual(['two', 'three', 'four'])
  syslog.close()
  second.close()
})

test('without a log daemon it neither waits nor grows, and says later how much was lost', () => {
  const syslog = openSyslog('x', DAEMON, { path, now })
  for (let i = 0; i < 700; i++) syslog.write(6, `line ${i}`)
  const daemon = openDatagramReceiver(path)
  const lines: string[] = []
  // The queue of a datagram socket is short (net.unix.max_dgram_qlen), so it takes several turns.
  for (let turn = 0; turn < 200; turn++) {
    vi.advanceTimersByTime(1_000)
    lines.push(...daemon.received())
  }
  const texts = lines.map((line) => line.split(': ')[1])
  expect(texts.slice(0, 500)).toEqual(Array.from({ length: 500 }, (_, i) => `line ${i}`))
  expect(texts.slice(500)).toEqual(['200 lines were lost, the log daemon did not take them'])
  syslog.close()
  daemon.close()
})

test('a line that is too long for any datagram does not hold up the others', () => {
  const daemon = openDatagramReceiver(path)
  const syslog = openSyslog('x', DAEMON, { path, now })
  syslog.write(6, 'x'.repeat(10_000_000))
  syslog.write(6, 'short')
  expect(daemon.received().map((line) => line.split(': ')[1])).toEqual(['short'])
  syslog.close()
  daemon.close()
})
