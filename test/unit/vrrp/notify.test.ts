import { describe, expect, test } from 'vitest'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import { command, globalConfig, group, instance, link, noNotify, script, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { bench, kinds } from './bench.ts'

const told = (actions: readonly VrrpAction[]): string[] =>
  actions.flatMap((action) => {
    if (action.kind === 'notify') return [[action.object, ':', action.command.text, ...action.extraArgs].join(' ')]
    if (action.kind === 'fifo') return [`fifo ${action.line}`]
    if (action.kind === 'mail') return [`mail ${action.subject}: ${action.body}`]
    if (action.kind === 'sync-daemon')
      return [`daemon ${action.run ? 'run' : 'end'} ${action.role} ${action.daemon.interface} ${action.daemon.syncId}`]
    return []
  })
const fifo = { path: '/run/f', uid: 0, gid: 0, script: null }
const all = noNotify({
  master: command('/m'),
  backup: command('/b'),
  fault: command('/f'),
  stop: command('/s'),
  any: command('/n x'),
  masterRxLowerPri: command('/l'),
})

test('order: script of the state, script of any state, FIFO, mail', () => {
  const b = bench(
    vrrpConfig({ instances: [instance({ notify: all, smtpAlert: true })] }),
    globalConfig({ vrrpFifo: fifo }),
  )
  expect(told(b.wait(3_609_375))).toEqual([
    'INSTANCE VI_1 : /m',
    'INSTANCE VI_1 : /n x INSTANCE VI_1 MASTER 100',
    'fifo INSTANCE "VI_1" MASTER 100',
    'mail [router] VRRP Instance VI_1 - Entering MASTER state: => VRRP Instance is now owning VRRP VIPs <=',
  ])
  expect(told(b.hear({ priority: 50 }))).toEqual(['INSTANCE VI_1 : /l', 'fifo INSTANCE "VI_1" MASTER_RX_LOWER_PRI 100'])
  expect(told(b.hear({ priority: 150 }))).toEqual([
    'INSTANCE VI_1 : /b',
    'INSTANCE VI_1 : /n x INSTANCE VI_1 BACKUP 100',
    'fifo INSTANCE "VI_1" BACKUP 100',
    'mail [router] VRRP Instance VI_1 - Entering BACKUP state: => VRRP Instance is no longer owning VRRP VIPs <=',
  ])
  expect(told(b.give({ kind: 'stop' }))).toEqual([
    'INSTANCE VI_1 : /s',
    'INSTANCE VI_1 : /n x INSTANCE VI_1 STOP 100',
    'fifo INSTANCE "VI_1" STOP 100',
    'mail [router] VRRP Instance VI_1 - Stopping: => VRRP Instance stopping <=',
  ])
})

test('no_email_faults keeps fault mails back, and only those', () => {
  const config = vrrpConfig({ instances: [instance({ smtpAlert: true })] })
  const fault = { kind: 'interface' as const, interface: link('eth0', 2, ['10.9.0.1/24'], { up: false }) }
  expect(kinds(bench(config, globalConfig({ noEmailFaults: true })).give(fault))).toEqual([])
  expect(told(bench(config).give(fault))).toEqual([
    'mail [router] VRRP Instance VI_1 - Entering FAULT state: => VRRP Instance is no longer owning VRRP VIPs <=',
  ])
})

test('a group speaks once, when all its members are in a state', () => {
  const config = vrrpConfig({
    instances: [instance(), instance({ name: 'VI_2', vrid: 52, addresses: [vip('10.9.0.102/24')] })],
    syncGroups: [group('G', ['VI_1', 'VI_2'], { notify: noNotify({ any: command('/n') }), smtpAlert: true })],
  })
  const b = bench(config, globalConfig({ fifo }))
  expect(told(b.wait(3_609_375))).toEqual([
    'fifo INSTANCE "VI_2" MASTER 100',
    'fifo INSTANCE "VI_1" MASTER 100',
    'GROUP G : /n GROUP G MASTER 0',
    'fifo GROUP "G" MASTER 0',
    'mail [router] VRRP Group G - Entering MASTER state: => All VRRP group instances are now in MASTER state <=',
  ])
  expect(told(b.give({ kind: 'stop' })).slice(-2)).toEqual([
    'fifo GROUP "G" STOP 0',
    'mail [router] VRRP Group G - Stopping: => All VRRP group instances are now stopping <=',
  ])
})

test('notify_priority_changes: a line for the FIFO, nothing else', () => {
  const config = vrrpConfig({
    instances: [
      instance({
        notify: all,
        notifyPriorityChanges: true,
        trackScripts: [{ script: 'c', weight: -30, reverse: false }],
      }),
    ],
    scripts: [script('c')],
  })
  const b = bench(config, globalConfig({ fifo }))
  const answer = (status: number): string[] =>
    told(b.give({ kind: 'script-result', script: 'c', result: { kind: 'exit', status } }))
  expect(answer(1)).toEqual(['fifo INSTANCE "VI_1" BACKUP_PRIORITY 70'])
  b.wait(10_000_000)
  expect(answer(0)).toEqual(['fifo INSTANCE "VI_1" MASTER_PRIORITY 100'])
})

describe('the IPVS synchronisation daemon', () => {
  const daemon = {
    interface: 'eth1',
    instance: 'VI_1',
    syncId: 7,
    maxLength: null,
    port: null,
    ttl: null,
    group: null,
  }
  test.each([
    ['of the global block', {}, globalConfig({ lvsSyncDaemon: daemon }), 'eth1 7'],
    ['of the instance: its VRID', { lvsSyncDaemonInterface: 'eth0' }, globalConfig(), 'eth0 51'],
  ])('%s follows its role', (_, change, global, where) => {
    const b = bench(vrrpConfig({ instances: [instance(change)] }), global)
    expect(told(b.wait(3_609_375))).toEqual([`daemon end backup ${where}`, `daemon run master ${where}`])
    expect(told(b.hear({ priority: 150 }))).toEqual([`daemon end master ${where}`, `daemon run backup ${where}`])
    expect(told(b.give({ kind: 'stop' }))).toEqual([`daemon end backup ${where}`])
  })
})
