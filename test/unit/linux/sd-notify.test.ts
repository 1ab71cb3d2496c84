import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { notifyReloading, notifyServiceManager } from '../../../src/linux/sd-notify.ts'
import { openDatagramReceiver } from './datagram-receiver.ts'

afterEach(() => {
  delete process.env.NOTIFY_SOCKET
})

test('without a service manager nothing is told', () => {
  expect(notifyServiceManager({ READY: 1 })).toBe(false)
  process.env.NOTIFY_SOCKET = 'relative'
  expect(notifyServiceManager({ READY: 1 })).toBe(false)
  process.env.NOTIFY_SOCKET = '/nowhere/at/all'
  expect(notifyServiceManager({ READY: 1 })).toBe(false)
})

test.each(['file', 'abstract'])('sd_notify(3): variables reach a socket of the %s kind', (kind) => {
  const directory = mkdtempSync(join(tmpdir(), 'tsk-sd-'))
  const path = kind === 'file' ? join(directory, 'notify') : `@tsk-sd-${process.pid}`
  const manager = openDatagramReceiver(path)
  process.env.NOTIFY_SOCKET = path
  expect(notifyServiceManager({ READY: 1, MAINPID: 42, STATUS: 'all is well' })).toBe(true)
  expect(manager.received()).toEqual(['READY=1\nMAINPID=42\nSTATUS=all is well'])
  expect(notifyReloading()).toBe(true)
  expect(manager.received()[0]).toMatch(/^RELOADING=1\nMONOTONIC_USEC=\d+$/)
  manager.close()
  rmSync(directory, { recursive: true })
})
