/** The fifteen configurations that must run as they are. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { writeIp, writeIpPrefix } from '../../../src/lib/ip.ts'
import type { LoadResult } from '../../../src/config/load.ts'
import { loadText } from './load-text.ts'

const folder = new URL('../../fixtures/seeds/', import.meta.url)
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.conf'))
  .toSorted()

/** 6: scripts without script security; 5: a truncated password. */
const STATUS: Readonly<Record<string, number>> = {
  'dr-nodea.conf': 5,
  'dr-nodeb.conf': 5,
  'oracle-haproxy-primary.conf': 6,
  'varco-lb01.conf': 6,
  'varco-lb02.conf': 6,
}

const load = (name: string): LoadResult => loadText(readFileSync(new URL(name, folder), 'utf8'))
const vrrp = (name: string) => load(name).config?.vrrp ?? { instances: [], syncGroups: [], scripts: [], processes: [] }
const lvs = (name: string) => load(name).config?.lvs.virtualServers ?? []

test('all fifteen are here', () => {
  expect(names).toHaveLength(15)
})

test.each(names)("%s ends with the original's status", (name) => {
  const result = load(name)
  expect(result.exitStatus).toBe(STATUS[name] ?? 0)
  expect(result.config).not.toBeNull()
  expect(result.diagnostics.filter((one) => one.severity === 'error')).toEqual([])
})

test.each(names)('%s names the modern word once for each old one', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  const old = ['lvs_id', 'nat_mask', 'lvs_sync_daemon_inteface', 'nb_get_retry'].filter((word) =>
    new RegExp(`^\\s*${word}\\b`, 'm').test(text),
  )
  const warned = load(name).diagnostics.filter((one) => one.code === 'old-name')
  expect(warned).toHaveLength(old.length)
  expect(warned.every((one) => one.class === null && one.hint !== null)).toBe(true)
})

describe('what they say', () => {
  test('arch-basic-a: an owner', () => {
    expect(vrrp('arch-basic-a.conf').instances[0]).toMatchObject({
      name: 'VI_1',
      priority: 255,
      initialState: 'master',
      authentication: { kind: 'pass' },
      version: 2,
      family: 4,
    })
  })

  test('arch-monitor-a: AH, nopreempt, a tracked process, alerts', () => {
    const config = load('arch-monitor-a.conf').config
    expect(config?.vrrp.instances[0]).toMatchObject({
      preempt: false,
      authentication: { kind: 'ah' },
      smtpAlert: true,
      trackProcesses: [{ process: 'track_sshd', weight: 0, reverse: false }],
    })
    expect(config?.vrrp.processes[0]).toMatchObject({
      process: 'sshd',
      quorum: 1,
      forkDelayUs: 1_000_000,
      terminateDelayUs: 1_000_000,
    })
    expect(config?.global.email).toMatchObject({
      to: ['admin@example.net'],
      from: 'lb1@example.net',
      server: { host: 'mail.example.net', port: 25 },
      heloName: 'node.example.net',
      connectTimeoutUs: 30_000_000,
    })
  })

  test('howto-complex: sync group, router id, sync daemon, three services', () => {
    const config = load('howto-complex.conf').config
    expect(config?.global.routerId).toBe('LVS_EXAMPLE_01')
    expect(config?.vrrp.syncGroups).toMatchObject([{ name: 'VG1', members: ['VI_1', 'VI_GATEWAY'], smtpAlert: false }])
    expect(
      config?.vrrp.instances.map((one) => [
        one.syncGroup,
        one.lvsSyncDaemonInterface,
        one.addresses.map(writeIpPrefix),
      ]),
    ).toEqual([
      ['VG1', 'eth0', ['192.168.1.11/32', '192.168.1.12/32']],
      ['VG1', 'eth1', ['10.20.40.1/32']],
    ])
    expect(config?.lvs.virtualServers.map((one) => [one.id, one.forwarding, one.virtualHost, one.delayLoopUs])).toEqual(
      [
        ['[192.168.1.12]:tcp:22', 'NAT', null, 6_000_000],
        ['[192.168.1.11]:tcp:80', 'NAT', 'www.example.com', 10_000_000],
        ['[192.168.1.11]:tcp:443', 'NAT', 'www.example.com', 10_000_000],
      ],
    )
    const check = config?.lvs.virtualServers[2]?.realServers[0]?.checkers[0]
    expect(check).toMatchObject({
      kind: 'http',
      tls: true,
      retry: 3,
      delayBeforeRetryUs: 10_000_000,
      virtualHost: 'www.example.com',
      connection: { port: 80, connectTimeoutUs: 10_000_000 },
    })
    const digest = check?.kind === 'http' ? check.urls[0]?.digest : null
    expect(Buffer.from(digest ?? []).toString('hex')).toBe('422834d1d2b972eee9e5b875e4bd8c33')
  })

  test('dr-nodea: direct routing, retries by the old word', () => {
    const [service] = lvs('dr-nodea.conf')
    expect(service).toMatchObject({ forwarding: 'DR', scheduler: 'rr', protocol: 'TCP' })
    expect(service?.realServers.map((one) => [one.id, one.weight, one.checkers[0]?.retry, one.smtpAlert])).toEqual([
      ['[192.168.192.112]:tcp:80', 1, 3, true],
      ['[192.168.192.114]:tcp:80', 1, 3, true],
    ])
  })

  test('oracle-haproxy-primary: the weighted script is left out of a sync group', () => {
    const { instances, scripts } = vrrp('oracle-haproxy-primary.conf')
    expect(instances[0]?.trackScripts).toEqual([])
    expect(scripts[0]?.command).toEqual({
      argv: ['/usr/bin/killall', '-0', 'haproxy'],
      text: 'killall -0 haproxy',
      uid: null,
      gid: null,
    })
  })

  test('oracle-nat-primary: persistence', () => {
    expect(lvs('oracle-nat-primary.conf')[0]).toMatchObject({
      persistenceTimeoutS: 7200,
      persistenceGranularity: 32,
      delayLoopUs: 10_000_000,
    })
  })

  test('varco-lb01: a master of priority 100 that tracks a script', () => {
    expect(vrrp('varco-lb01.conf').instances[0]).toMatchObject({
      initialState: 'master',
      priority: 100,
      vrid: 1,
      advertIntervalUs: 1_000_000,
      preempt: true,
      trackScripts: [{ script: 'check_haproxy', weight: 2, reverse: false }],
    })
    expect(writeIp(vrrp('varco-lb01.conf').instances[0]?.mcastGroup ?? { family: 4, bytes: new Uint8Array(4) })).toBe(
      '224.0.0.18',
    )
  })

  test('arch-lb-fragment: a checker has the defaults of the original', () => {
    expect(lvs('arch-lb-fragment.conf')[0]?.realServers[3]?.checkers).toEqual([
      {
        kind: 'tcp',
        id: '[172.16.0.100]:tcp:80 [172.16.1.23]:tcp:80 TCP_CHECK',
        delayLoopUs: 6_000_000,
        retry: 1,
        delayBeforeRetryUs: 1_000_000,
        warmupUs: 6_000_000,
        alpha: false,
        logAllFailures: false,
        connection: {
          address: { family: 4, bytes: Uint8Array.of(172, 16, 1, 23) },
          port: 80,
          bindAddress: null,
          bindPort: 0,
          bindInterface: null,
          fwmark: 0,
          connectTimeoutUs: 10_000_000,
        },
      },
    ])
  })
})
