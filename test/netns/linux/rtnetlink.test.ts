import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Lan } from '../../lab/lan.ts'
import type { Host } from '../../lab/lan.ts'
import { runWorker, Worker } from './started-worker.ts'
import type { InterfaceFacts } from './worker.ts'

interface Line {
  readonly interfaces?: readonly InterfaceFacts[]
  readonly interface?: InterfaceFacts
  readonly gone?: number
  readonly error?: string
}

let lan: Lan
let host: Host
let workers: Worker[]

beforeEach(() => {
  lan = new Lan('rtn', [
    { name: 'a', nics: [{ name: 'eth0', segment: 'lan', addresses: ['192.0.2.1/24', '2001:db8::1/64'] }] },
  ])
  host = lan.host('a')
  workers = []
})
afterEach(async () => {
  for (const worker of workers) await worker.stop()
  lan.close()
})

async function follow(
  receiveBufferBytes: number | null = null,
): Promise<{ worker: Worker; at: readonly InterfaceFacts[] }> {
  const worker = new Worker(host, 'follow', receiveBufferBytes)
  workers.push(worker)
  const first = await worker.line<Line>((line) => line.interfaces !== undefined)
  return { worker, at: first.interfaces ?? [] }
}

const eth0Of = (interfaces: readonly InterfaceFacts[]) => interfaces.find((info) => info.name === 'eth0')
const prefixes = (info: InterfaceFacts | undefined) => info?.addresses.map((address) => address.prefix) ?? []

describe('following interfaces', () => {
  test('the picture at the start is what `ip` shows', async () => {
    const { at } = await follow()
    const links = JSON.parse(host.run('ip', '-j', 'addr')) as {
      ifindex: number
      ifname: string
      mtu: number
      address: string
      broadcast: string
      flags: string[]
      addr_info: { local: string; prefixlen: number }[]
    }[]
    expect(at.length).toBe(links.length)
    for (const link of links) {
      const ours = at.find((info) => info.index === link.ifindex)
      expect(ours).toMatchObject({
        name: link.ifname,
        mtu: link.mtu,
        mac: link.address.replaceAll(':', ''),
        macBroadcast: link.broadcast.replaceAll(':', ''),
        up: link.flags.includes('UP'),
        multicast: link.flags.includes('MULTICAST'),
        loopback: link.flags.includes('LOOPBACK'),
        broadcast: link.flags.includes('BROADCAST'),
        hardwareType: link.ifname === 'lo' ? 772 : 1,
      })
      expect(prefixes(ours).sort()).toEqual(link.addr_info.map((info) => `${info.local}/${info.prefixlen}`).sort())
    }
  })

  test('a link that loses its carrier and gets it back is told twice', async () => {
    const { worker } = await follow()
    host.cable(0, false)
    await worker.line<Line>((line) => line.interface?.name === 'eth0' && !line.interface.running && line.interface.up)
    const from = worker.lines.length
    host.cable(0, true)
    const back = await worker.line<Line>((line) => line.interface?.name === 'eth0' && line.interface.running, from)
    expect(prefixes(back.interface)).toContain('192.0.2.1/24')
  })

  test('a link that is switched off loses its IPv6 addresses', async () => {
    const { worker } = await follow()
    host.link('eth0', false)
    const last = await worker.line<Line>(
      (line) => line.interface?.up === false && !prefixes(line.interface).some((prefix) => prefix.includes(':')),
    )
    expect(prefixes(last.interface)).toEqual(['192.0.2.1/24'])
  })

  test('addresses that come and go, secondary ones too', async () => {
    const { worker } = await follow()
    host.run('ip', 'addr', 'add', '192.0.2.9/24', 'dev', 'eth0')
    const added = await worker.line<Line>((line) => prefixes(line.interface).includes('192.0.2.9/24'))
    expect(added.interface?.addresses.find((address) => address.prefix === '192.0.2.9/24')).toEqual({
      prefix: '192.0.2.9/24',
      secondary: true,
      scope: 0,
      tentative: false,
    })
    const from = worker.lines.length
    host.run('ip', 'addr', 'del', '192.0.2.9/24', 'dev', 'eth0')
    await worker.line<Line>(
      (line) => line.interface !== undefined && !prefixes(line.interface).includes('192.0.2.9/24'),
      from,
    )
  })

  test('a hundred addresses that came in one moment are few news', async () => {
    const { worker } = await follow()
    worker.signal('SIGSTOP')
    const wanted = Array.from({ length: 100 }, (_, i) => `10.77.${i}.1/32`)
    for (const prefix of wanted) host.run('ip', 'addr', 'add', prefix, 'dev', 'eth0')
    worker.signal('SIGCONT')
    await worker.line<Line>((line) => wanted.every((prefix) => prefixes(line.interface).includes(prefix)))
    const news = worker.lines.filter((line) => (line as Line).interface?.name === 'eth0')
    expect(news.length).toBeLessThan(20)
  })

  test('RFC 4862 section 5.4: an IPv6 address is tentative until nobody else answers for it', async () => {
    const { worker } = await follow()
    host.run('ip', 'addr', 'add', '2001:db8::9/64', 'dev', 'eth0')
    const isTentative = (line: Line) =>
      line.interface?.addresses.find((address) => address.prefix === '2001:db8::9/64')?.tentative
    await worker.line<Line>((line) => isTentative(line) === true)
    await worker.line<Line>((line) => isTentative(line) === false)
  })

  test('interfaces that are made, renamed and removed', async () => {
    const { worker } = await follow()
    host.run('ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two')
    const made = await worker.line<Line>((line) => line.interface?.name === 'one')
    host.run('ip', 'link', 'set', 'one', 'name', 'uno')
    const renamed = await worker.line<Line>((line) => line.interface?.name === 'uno')
    expect(renamed.interface?.index).toBe(made.interface?.index)
    host.run('ip', 'link', 'del', 'uno')
    await worker.line<Line>((line) => line.gone === made.interface?.index)
    worker.command('list')
    const end = await worker.line<Line>((line) => line.interfaces?.length === 2, 1)
    expect(end.interfaces?.map((info) => info.name)).toEqual(['lo', 'eth0'])
  })

  test('a bridge that gives up a port does not make the port vanish', async () => {
    const { worker } = await follow()
    host.run('ip', 'link', 'add', 'name', 'br', 'type', 'bridge')
    host.run('ip', 'link', 'set', 'eth0', 'master', 'br')
    host.run('ip', 'link', 'set', 'eth0', 'nomaster')
    host.run('ip', 'link', 'del', 'dev', 'br')
    await worker.line<Line>((line) => line.gone !== undefined)
    worker.command('list')
    const end = await worker.line<Line>((line) => line.interfaces !== undefined, 1)
    expect(end.interfaces?.map((info) => info.name)).toEqual(['lo', 'eth0'])
  })

  test('events that the kernel had to drop are made up for by reading everything anew', async () => {
    // The smallest buffer there is, and a process that does not read for a second.
    const { worker } = await follow(1)
    worker.command('sleep 1000')
    const batch = Array.from({ length: 200 }, (_, i) => `addr add 10.1.${i}.1/24 dev eth0`).join('\n')
    host.run(
      'sh',
      '-c',
      `sleep 0.2; echo '${batch}' | ip -batch -; ip link set eth0 mtu 1400; ip addr del 10.1.7.1/24 dev eth0`,
    )
    const lost = await worker.line<Line>((line) => line.error !== undefined)
    expect(lost.error).toBe('ENOBUFS')
    worker.command('list')
    const end = await worker.line<Line>((line) => line.interfaces !== undefined, 1)
    const eth0 = eth0Of(end.interfaces ?? [])
    expect(eth0?.mtu).toBe(1400)
    expect(prefixes(eth0).filter((prefix) => prefix.startsWith('10.1.'))).toHaveLength(199)
    // And the differences were told before the loss was.
    const told = (worker.lines as Line[]).filter((line) => line.interface !== undefined).at(-1)
    expect(told?.interface).toEqual(eth0)
    // It goes on hearing.
    const from = worker.lines.length
    host.run('ip', 'addr', 'add', '10.2.0.1/24', 'dev', 'eth0')
    await worker.line<Line>((line) => prefixes(line.interface).includes('10.2.0.1/24'), from)
  })
})

describe('setting addresses', () => {
  test('twice is EEXIST, removing what is not there EADDRNOTAVAIL, an interface that is not there ENODEV', async () => {
    const address = { prefix: '192.0.2.100/32' }
    expect(await runWorker(host, 'addresses', { add: [address, address], remove: [address, address] }, 4)).toEqual([
      'done',
      'EEXIST',
      'done',
      'EADDRNOTAVAIL',
    ])
    const address6 = { prefix: '2001:db8::100/128' }
    expect(await runWorker(host, 'addresses', { add: [address6, address6], remove: [address6, address6] }, 4)).toEqual([
      'done',
      'EEXIST',
      'done',
      'EADDRNOTAVAIL',
    ])
    expect(host.addresses('eth0').filter((prefix) => prefix.includes('100'))).toEqual([])
  })

  test('an address with a peer is removed again (keepalived leaves it behind)', async () => {
    const address = { prefix: '10.1.1.1/32', peer: '10.1.1.2/32' }
    expect(await runWorker(host, 'addresses', { add: [address], remove: [address] }, 2)).toEqual(['done', 'done'])
    expect(host.hasAddress('eth0', '10.1.1.1')).toBe(false)
  })
})
