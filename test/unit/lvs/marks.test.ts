/** nftables_ipvs: which groups become one service by mark, which marks they get and keep, and what is to be marked. */
import { expect, test } from 'vitest'
import type { LvsConfig, VirtualServerConfig, VirtualServiceAddress } from '../../../src/config/config.ts'
import { ip, lvsConfig, realServer, SECOND, virtualServer } from '../../sim/lvs/settings.ts'
import { makeWorld, tableText } from '../../sim/lvs/world.ts'

const ipvsMarks = { table: 'keepalived_ipvs', priority: -1, counters: false, firstMark: 1000 }

const at = (address: string, port = 80): VirtualServiceAddress => ({ kind: 'address', address: ip(address), port })
const groups: LvsConfig['groups'] = [
  { name: 'one', members: [at('10.88.1.1'), { kind: 'range', address: ip('10.88.1.10'), count: 11, port: 81 }] },
  { name: 'both', members: [at('10.88.2.1'), at('2001:db8::2')] },
  { name: 'marks', members: [{ kind: 'fwmark', fwmark: 1000, family: null }] },
  { name: 'mixed', members: [at('10.88.4.1'), { kind: 'fwmark', fwmark: 9, family: null }] },
  { name: 'late', members: [at('10.88.5.1')] },
]
const unmarked = groups.filter(({ name }) => name !== 'marks')

let last = 10
const serving = (group: string, protocol: VirtualServerConfig['protocol'] = 'TCP'): VirtualServerConfig => ({
  ...virtualServer(1, [realServer(++last)], { protocol }),
  id: `[${group}]:0`,
  target: { kind: 'group', group },
})
const marks = serving('marks')
const config = (...servers: VirtualServerConfig[]): LvsConfig => ({
  ...lvsConfig(...servers),
  groups: servers.includes(marks) ? groups : unmarked,
})
const one = serving('one')
const udp = serving('one', 'UDP')
const both = serving('both')
const mixed = serving('mixed')
const late = serving('late')

test('a group of addresses is one service by mark for each protocol and family; other marks stay out of the way', () => {
  const world = makeWorld()
  world.start(config(one, udp, both, marks, mixed), { ipvsMarks })
  world.pass(SECOND)
  expect(tableText(world.kernel).filter((line) => !line.includes('->'))).toEqual([
    '10.88.4.1:tcp:80 rr',
    'FWM 1000 rr',
    'FWM 1001 rr',
    'FWM 1002 rr',
    'FWM 1003 inet6 rr',
    'FWM 1003 rr',
    'FWM 9 rr',
  ])
  expect(world.trace.filter((line) => line.startsWith('mark'))).toEqual([
    'mark TCP 10.88.1.1-10.88.1.1:80 1001, TCP 10.88.1.10-10.88.1.20:81 1001, ' +
      'UDP 10.88.1.1-10.88.1.1:80 1002, UDP 10.88.1.10-10.88.1.20:81 1002, ' +
      'TCP 10.88.2.1-10.88.2.1:80 1003, TCP 2001:db8::2-2001:db8::2:80 1003',
  ])
})

test('over reloads a mark stays with its virtual server; a free one is given again; the end takes all back', () => {
  const world = makeWorld()
  const marked = (): string[] => world.trace.splice(0).filter((line) => line.startsWith('mark'))
  world.start(config(one, both), { ipvsMarks })
  world.pass(SECOND)
  world.trace.splice(0)
  world.reload(config(one, both), { ipvsMarks })
  world.pass(SECOND)
  expect(marked()).toEqual([])
  world.reload(config(late, both), { ipvsMarks })
  world.pass(SECOND)
  expect(marked()).toEqual([
    'mark TCP 10.88.5.1-10.88.5.1:80 1000, TCP 10.88.2.1-10.88.2.1:80 1001, TCP 2001:db8::2-2001:db8::2:80 1001',
  ])
  world.stop()
  world.pass(SECOND)
  expect(marked()).toEqual(['mark nothing'])
  expect(tableText(world.kernel)).toEqual([])
})

test('without the word, and after a reload without it, every address is a service', () => {
  const world = makeWorld()
  world.start(config(late), { ipvsMarks })
  world.pass(SECOND)
  expect(tableText(world.kernel)).toContain('FWM 1000 rr')
  world.reload(config(late))
  world.pass(SECOND)
  expect(world.trace).toContain('mark nothing')
  expect(tableText(world.kernel)).toContain('10.88.5.1:tcp:80 rr')
  expect(tableText(world.kernel)).not.toContain('FWM 1000 rr')
})
