import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { tellSystemd, watchdogUs } from '../../../src/daemon/systemd.ts'
import { openDatagramReceiver } from '../linux/datagram-receiver.ts'

afterEach(() => {
  delete process.env.NOTIFY_SOCKET
})

test('each state in the words of sd_notify(3)', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tsk-systemd-'))
  const path = join(directory, 'notify')
  const manager = openDatagramReceiver(path)
  process.env.NOTIFY_SOCKET = path
  tellSystemd({ kind: 'ready', status: 'Master: a' })
  tellSystemd({ kind: 'alive' })
  tellSystemd({ kind: 'status', status: 'Master: a, b' })
  tellSystemd({ kind: 'failed', errno: 'EINVAL' })
  tellSystemd({ kind: 'stopping' })
  expect(manager.received()).toEqual([
    `READY=1\nMAINPID=${process.pid}\nSTATUS=Master: a`,
    'WATCHDOG=1',
    'STATUS=Master: a, b',
    'ERRNO=22',
    'STOPPING=1\nSTATUS=Stopping',
  ])
  manager.close()
  rmSync(directory, { recursive: true })
})

test('the watchdog counts when it is meant for this process', () => {
  expect(watchdogUs({})).toBeNull()
  expect(watchdogUs({ WATCHDOG_USEC: '20000000' })).toBe(20_000_000)
  expect(watchdogUs({ WATCHDOG_USEC: '20000000', WATCHDOG_PID: String(process.pid) })).toBe(20_000_000)
  expect(watchdogUs({ WATCHDOG_USEC: '20000000', WATCHDOG_PID: '1' })).toBeNull()
  expect(watchdogUs({ WATCHDOG_USEC: '0' })).toBeNull()
  expect(watchdogUs({ WATCHDOG_USEC: 'soon' })).toBeNull()
})
