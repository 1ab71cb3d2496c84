import { expect, test } from 'vitest'
import { makeAddressMonitor } from '../../../src/daemon/address-monitor.ts'
import { readIp, writeIp } from '../../../src/lib/ip.ts'
import type { InterfaceInfo } from '../../../src/lib/interface-info.ts'

function link(...addresses: string[]): InterfaceInfo {
  return {
    index: 2,
    name: 'eth0',
    up: true,
    running: true,
    multicast: true,
    loopback: false,
    broadcast: true,
    pointToPoint: false,
    noArp: false,
    mac: new Uint8Array(6),
    macBroadcast: new Uint8Array(6),
    mtu: 1500,
    hardwareType: 1,
    addresses: addresses.map((text) => {
      const address = readIp(text)
      if (address === null) throw new Error(text)
      return { address, prefixLength: 24, secondary: false, scope: 0, tentative: false }
    }),
  }
}

function bench() {
  const log: string[] = []
  const ours = new Map<string, 'wanted' | 'given up'>()
  const monitor = makeAddressMonitor({
    log: (text) => log.push(text.replace('Netlink reflector reports IP ', '')),
    isOurs: ({ address }) => ours.get(writeIp(address)) ?? 'no',
  })
  return { monitor, log, ours }
}

test('what is there at the start, comes and goes', () => {
  const { monitor, log } = bench()
  monitor.start([link('10.0.0.1')])
  monitor.changed(link('10.0.0.1', '10.0.0.2'))
  monitor.changed(link('10.0.0.2'))
  expect(log).toEqual(['10.0.0.1 added to eth0', '10.0.0.2 added to eth0', '10.0.0.1 removed from eth0'])
})

test('our own address is told of only when somebody else takes it away', () => {
  const { monitor, log, ours } = bench()
  ours.set('10.0.0.9', 'wanted')
  monitor.changed(link('10.0.0.9'))
  monitor.changed(link())
  expect(log).toEqual(['10.0.0.9 removed from eth0'])
  monitor.changed(link('10.0.0.9'))
  ours.set('10.0.0.9', 'given up')
  monitor.changed(link())
  expect(log).toHaveLength(1)
})

test('an interface that comes back under its number begins anew', () => {
  const { monitor, log } = bench()
  monitor.start([link('10.0.0.1')])
  monitor.gone(2)
  monitor.changed(link('10.0.0.1'))
  expect(log).toEqual(['10.0.0.1 added to eth0', '10.0.0.1 added to eth0'])
})
