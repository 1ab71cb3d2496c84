/** Which interfaces of our own there must be, and how a configuration reads with them. */
import { expect, test } from 'vitest'
import type { VmacConfig, VrrpInstanceConfig } from '../../../src/config/config.ts'
import type { InterfaceInfo } from '../../../src/lib/interface-info.ts'
import { planVmacs, virtualMac } from '../../../src/vrrp/vmacs.ts'
import { globalConfig, instance, ip, link, vip, vrrpConfig } from '../../sim/fixtures.ts'
import { bench } from './bench.ts'

const vmac = (change: Partial<VmacConfig> = {}): VmacConfig => ({
  kind: 'macvlan',
  name: null,
  mac: null,
  transmitsOnBase: false,
  flags: 0,
  address: null,
  group: null,
  notifiesBase: false,
  ...change,
})
const eth = [link('eth0', 2, ['10.9.0.1/24']), link('eth1', 3, [])]
const plan = (instances: readonly VrrpInstanceConfig[], links: readonly InterfaceInfo[] = eth, prefix?: string) =>
  planVmacs(
    instances,
    globalConfig(prefix === undefined ? {} : { vmacPrefix: prefix }),
    new Map(links.map((each) => [each.name, each])),
  )
const own = (change: Partial<VrrpInstanceConfig> = {}): VrrpInstanceConfig =>
  instance({ vrid: 5, vmac: vmac(), ...change })
const macvlan = (name: string, index: number, mac: Uint8Array, base = 2, mode = 1): InterfaceInfo =>
  link(name, index, [], { mac, above: { kind: 'macvlan', base, mode, flags: 0 } })

test('without the words nothing changes', () => {
  const instances = [instance()]
  expect(plan(instances)).toEqual({ vmacs: [], instances, inTheWay: [] })
  expect(plan(instances).instances).toBe(instances)
})

test('an instance runs on its macvlan, and its base stays known', () => {
  const { vmacs, instances } = plan([own()])
  expect(vmacs).toMatchObject([{ name: 'vrrp.5', base: 'eth0', mac: virtualMac(4, 5), ipv4: true, ipv6: false }])
  expect(instances).toMatchObject([{ interface: 'vrrp.5', base: 'eth0', addresses: [{ interface: 'vrrp.5' }] }])
})

test('with vmac_xmit_base only its addresses are there', () => {
  const { instances } = plan([own({ vmac: vmac({ transmitsOnBase: true }) })])
  expect(instances).toMatchObject([{ interface: 'eth0', base: 'eth0', addresses: [{ interface: 'vrrp.5' }] }])
})

test('names are those of the original, also where one is taken', () => {
  const six = { family: 6 as const, addresses: [vip('fd00:9::50/64')] }
  const names = (instances: readonly VrrpInstanceConfig[], links = eth) =>
    plan(instances, links).vmacs.map(({ name }) => name)
  expect(
    names([
      own({ name: 'A', ...six }),
      own({ name: 'B' }),
      own({ name: 'C', interface: 'eth1' }),
      own({ name: 'D', interface: 'eth1', ...six }),
    ]),
  ).toEqual(['vrrp.5', 'vrrp1.5', 'vrrp2.5', 'vrrp6.5'])
  expect(names([own()], [...eth, link('vrrp.5', 9, [])])).toEqual(['vrrp1.5'])
  expect(plan([own()], eth, 'averylongprefix').vmacs[0]?.name).toHaveLength(15)
})

test('one that is there is known by its base and hardware address', () => {
  const left = macvlan('old', 9, virtualMac(4, 5))
  expect(plan([own()], [...eth, left])).toMatchObject({ vmacs: [{ name: 'old' }], inTheWay: [] })
  expect(plan([own({ vmac: vmac({ name: 'new' }) })], [...eth, left])).toMatchObject({
    vmacs: [{ name: 'new' }],
    inTheWay: ['old'],
  })
  // Of another mode, or on another base, it is somebody else's.
  for (const other of [macvlan('old', 9, virtualMac(4, 5), 3), macvlan('old', 9, virtualMac(4, 5), 2, 4)])
    expect(plan([own()], [...eth, other])).toMatchObject({ vmacs: [{ name: 'vrrp.5' }], inTheWay: [] })
})

test('addresses elsewhere and of the other family have macvlans where the file says so', () => {
  const addresses = [vip('10.9.0.50/24'), vip('10.9.1.50/24', { interface: 'eth1' })]
  const excludedAddresses = [vip('fd00:9::50/64'), vip('10.9.2.50/24', { interface: 'eth1', useVmac: true })]
  const places = (config: VrrpInstanceConfig) => {
    const { addresses: listed, excludedAddresses: others } = plan([config]).instances[0] ?? config
    return [...listed, ...others].map((address) => address.interface)
  }
  expect(places(own({ addresses, excludedAddresses }))).toEqual(['vrrp.5', 'eth1', 'eth0', 'vrrp1.5'])
  expect(places(own({ addresses, excludedAddresses, vmacForAddresses: true }))).toEqual([
    'vrrp.5',
    'vrrp1.5',
    'vrrp6.5',
    'vrrp1.5',
  ])
  // One hardware address for both families: one interface.
  const mac = Uint8Array.of(2, 0, 0, 0, 0, 5)
  const shared = own({ vmac: vmac({ mac }), addresses, excludedAddresses, vmacForAddresses: true })
  expect(places(shared)).toEqual(['vrrp.5', 'vrrp1.5', 'vrrp.5', 'vrrp1.5'])
})

test('an ipvlan has the hardware address of its base, and its adverts its own address', () => {
  const address = { address: ip('10.9.0.77'), prefixLength: 24 }
  const { vmacs, instances } = plan([own({ vmac: vmac({ kind: 'ipvlan', address, flags: 1 }) })])
  expect(vmacs).toMatchObject([{ name: 'vrrp.5', kind: 'ipvlan', mac: null, flags: 1, address, settlesArp: false }])
  expect(instances[0]?.sourceIp).toEqual(address.address)
  expect(instances[0]).toMatchObject({ interface: 'vrrp.5', base: 'eth0', addresses: [{ interface: 'eth0' }] })
})

test('over IPv6 an ipvlan sends from the link-local address that the kernel made for it', () => {
  const config = own({
    family: 6,
    version: 3,
    addresses: [vip('fd00:9::50/64')],
    vmac: vmac({ kind: 'ipvlan' }),
  })
  expect(plan([config]).vmacs).toMatchObject([{ linkLocal: false }])
  const b = bench(vrrpConfig({ instances: [config] }))
  const made = (addresses: readonly string[]): InterfaceInfo => ({
    ...link('vrrp.5', 9, addresses),
    above: { kind: 'ipvlan', base: 2, mode: 0, flags: 0 },
  })
  const results = [{ name: 'vrrp.5', failure: null, isNew: true }]
  b.give({ kind: 'vmacs-made', results, interfaces: [made([])] })
  expect(b.instance(config.name).faults).toEqual([{ kind: 'no-address' }])
  b.give({ kind: 'interface', interface: made(['fe80::9/64']) })
  expect(b.instance(config.name)).toMatchObject({ state: 'backup', source: ip('fe80::9') })
})

test('an interface that went with its base is made again as soon as that is back, not after the wait for a refusal', () => {
  const config = own({ vmac: vmac({}) })
  const b = bench(vrrpConfig({ instances: [config] }))
  const made = { ...link('vrrp.5', 9, []), above: { kind: 'macvlan' as const, base: 2, mode: 1, flags: 0 } }
  b.give({ kind: 'vmacs-made', results: [{ name: 'vrrp.5', failure: null, isNew: true }], interfaces: [made] })
  b.wait(5_000_000)
  // The kernel tells of the upper one first, and what is ordered then comes too late.
  b.give({ kind: 'interface-gone', index: 9 })
  b.give({
    kind: 'vmacs-made',
    results: [{ name: 'vrrp.5', failure: 'No such device', isNew: true }],
    interfaces: [],
  })
  b.give({ kind: 'interface-gone', index: 2 })
  b.wait(100_000)
  b.give({ kind: 'interface', interface: link('eth0', 12, ['10.9.0.1/24']) })
  expect(b.wait(1_000_000).map(({ kind }) => kind)).toContain('make-vmacs')
})
