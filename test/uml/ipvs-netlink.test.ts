/**
 * The package ipvs-netlink against a real kernel: one guest does everything, then each test judges one part of what
 * it saw. The judge is Debian's ipvsadm, in the same guest.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { bootUml, whyNoUml } from '../lab/uml.ts'

interface Outcome {
  readonly done?: unknown
  readonly name?: string
  readonly errno?: string
  readonly message?: string
  readonly kernelMessage?: string | null
}

/** Loosely typed on purpose: it came through JSON. */
type Seen = Record<string, Record<string, never>>

const reason = whyNoUml()
let seen: Seen = {}

describe.skipIf(reason !== null)(
  `IPVS in a User-Mode Linux guest${reason === null ? '' : ` (skipped: ${reason})`}`,
  () => {
    beforeAll(async () => {
      const { exitStatus, output, console, files } = await bootUml({
        // ip_vs itself is left to the kernel, which loads it when the family is asked for
        modules: ['dummy'],
        timeoutS: 300,
        script: '"$NODE" --import tsx test/uml/guest/ipvs-netlink.ts',
      })
      if (exitStatus !== 0) throw new Error(`the guest's script ended with ${exitStatus}:\n${output}\n${console}`)
      seen = JSON.parse(files['seen.json'] ?? '{}') as Seen
    })

    test('every step came to its end', () => {
      const failed = Object.entries(seen).filter(([, observed]) => 'failed' in observed)
      expect(failed).toEqual([])
      expect(Object.keys(seen)).toHaveLength(13)
    })

    test('a kernel without IPVS is an error of its own, and a module that appears later is found', () => {
      const { refused, refusedList, afterwards } = part('absent')
      expect(refused).toMatchObject({ name: 'IpvsUnavailableError', errno: 'ENOENT' })
      expect(refusedList).toMatchObject({ name: 'IpvsUnavailableError', errno: 'ENOENT' })
      expect(afterwards).toMatchObject({ done: { version: '1.2.1' } })
    })

    test('the empty kernel', () => {
      const { info, daemons, all } = part('info')
      expect(info).toMatchObject({ version: '1.2.1' })
      expect(daemons).toEqual([])
      expect(all).toEqual([])
    })

    test('every scheduler of the kernel can be used, and flush removes all', () => {
      const { schedulers, failures, saved, read, afterFlush } = part('schedulers')
      expect(schedulers).toEqual(
        expect.arrayContaining(['dh', 'fo', 'lblc', 'lblcr', 'lc', 'mh', 'nq', 'ovf', 'rr', 'sed', 'sh', 'wlc', 'wrr']),
      )
      expect(failures).toEqual([])
      expect(lines(saved)).toEqual(
        (schedulers as string[]).map((name, index) => `-A -t 192.0.2.1:${1000 + index} -s ${name}`).sort(),
      )
      expect(read).toEqual(schedulers)
      expect(afterFlush).toBe('')
    })

    test('services and destinations of every kind are what ipvsadm says they are', () => {
      const { failures, saved, thresholds } = part('kinds')
      expect(failures).toEqual([])
      expect(lines(saved)).toEqual(
        [
          '-A -t 192.0.2.1:80 -s wlc',
          '-a -t 192.0.2.1:80 -r 198.51.100.1:80 -m -w 0',
          '-a -t 192.0.2.1:80 -r 198.51.100.2:80 -g -w 65535',
          '-a -t 192.0.2.1:80 -r 198.51.100.3:80 -i -w 1 --tun-type ipip',
          '-a -t 192.0.2.1:80 -r 198.51.100.4:80 -m -w 1',
          '-a -t 192.0.2.1:80 -r 198.51.100.5:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum',
          '-a -t 192.0.2.1:80 -r 198.51.100.6:80 -i -w 1 --tun-type gre --tun-nocsum',
          '-a -t 192.0.2.1:80 -r [2001:db8::6]:80 -i -w 1 --tun-type ipip',
          '-A -u 192.0.2.1:53 -s wlc -o',
          '-a -u 192.0.2.1:53 -r 198.51.100.1:53 -m -w 1',
          '-A --sctp-service 192.0.2.1:2905 -s wlc',
          '-a --sctp-service 192.0.2.1:2905 -r 198.51.100.1:2905 -m -w 1',
          '-A -t 192.0.2.2:0 -s wlc -p 300 -M 255.255.255.0',
          '-a -t 192.0.2.2:0 -r 198.51.100.1:0 -g -w 1',
          '-A -t 192.0.2.3:80 -s sh -b sh-fallback,sh-port',
          '-A -t 192.0.2.3:81 -s mh -b mh-fallback',
          '-A -u 192.0.2.4:5060 -s wlc -p 300 --pe sip -o',
          '-A -t [2001:db8::1]:80 -s wlc -p 300 -M 64',
          '-a -t [2001:db8::1]:80 -r [2001:db8::a]:80 -g -w 1',
          '-a -t [2001:db8::1]:80 -r [2001:db8::b]:8080 -m -w 3',
          '-A -u [2001:db8::1]:53 -s wlc',
          '-A -f 7 -s wlc -p 300',
          '-a -f 7 -r 198.51.100.1:0 -g -w 1',
          // ipvsadm prints a mark of 2^32 - 1 as a signed number
          '-A -f -1 -6 -s wlc',
          '-a -f -1 -6 -r [2001:db8::a]:0 -g -w 1',
        ].sort(),
      )
      expect(String(thresholds)).toMatch(/198\.51\.100\.4:80 +1000 +800 /)
    })

    test('what was written is read back the same', () => {
      const { wanted, read, one } = part('kinds')
      const keyOf = (entry: { service: { key: unknown } }): string => JSON.stringify(entry.service.key)
      const byKey = (a: { service: { key: unknown } }, b: { service: { key: unknown } }): number =>
        keyOf(a) < keyOf(b) ? -1 : 1
      interface Entry {
        readonly service: { readonly key: unknown }
        readonly destinations: readonly { readonly forwarding: string; readonly address: unknown }[]
      }
      const expected = (wanted as Entry[]).sort(byKey).map(({ service, destinations }) => ({
        service,
        // the kernel lists the newest first; without being told it encapsulates in IP
        destinations: destinations
          .toReversed()
          .map((wish) => (wish.forwarding === 'tunnel' ? { tunnelType: 'ipip', ...wish } : wish)),
      }))
      expect((read as Entry[]).sort(byKey)).toMatchObject(expected)
      expect(one).toMatchObject(
        expected.find(
          ({ service }) => keyOf({ service }).includes('"port":80}') && keyOf({ service }).includes('[192,0,2,1]'),
        )?.service ?? { none: true },
      )
    })

    test('edits change what they name and nothing else', () => {
      const { failures, saved } = part('edits')
      expect(failures).toEqual([])
      const after = lines(saved)
      expect(after).toContain('-A -t 192.0.2.1:80 -s rr -p 60 -M 255.255.0.0')
      expect(after).toContain('-a -t 192.0.2.1:80 -r 198.51.100.1:80 -g -w 7')
      expect(after).toContain('-A -u 192.0.2.4:5060 -s wlc -p 300')
      const before = lines(part('kinds')['saved'])
      expect(before.filter((line) => !after.includes(line))).toEqual(
        [
          '-A -t 192.0.2.1:80 -s wlc',
          '-a -t 192.0.2.1:80 -r 198.51.100.1:80 -m -w 0',
          '-a -t 192.0.2.1:80 -r 198.51.100.2:80 -g -w 65535',
          '-A -u 192.0.2.4:5060 -s wlc -p 300 --pe sip -o',
          '-A -f 7 -s wlc -p 300',
          '-a -f 7 -r 198.51.100.1:0 -g -w 1',
          '-A -u [2001:db8::1]:53 -s wlc',
        ].sort(),
      )
      expect(after.filter((line) => !before.includes(line))).toHaveLength(3)
    })

    test.each([
      ['addServiceTwice', 'EEXIST'],
      ['unknownScheduler', 'ENOENT'],
      ['unknownEngine', 'ENOENT'],
      ['editAbsentService', 'ESRCH'],
      ['deleteAbsentService', 'ESRCH'],
      ['getAbsentService', 'ESRCH'],
      ['addDestinationTwice', 'EEXIST'],
      ['editAbsentDestination', 'ENOENT'],
      ['deleteAbsentDestination', 'ENOENT'],
      ['destinationOfAbsentService', 'ESRCH'],
      ['thresholdsReversed', 'ERANGE'],
      ['weightNegative', 'ERANGE'],
      ['otherFamilyNotTunneled', 'EINVAL'],
      ['prefixTooShort', 'EINVAL'],
      ['nameTooLong', 'EINVAL'],
    ])('the kernel refuses %s with %s', (name, errno) => {
      expect(part('errors')[name]).toMatchObject({ name: 'IpvsError', errno })
    })

    test('destinations of a service that does not exist are an empty list', () => {
      expect(part('errors')['destinationsOfAbsentService']).toEqual({ done: [] })
    })

    test('a list of changes goes on after a refusal and says what was refused', () => {
      const { list, afterList } = part('errors')
      expect(list).toMatchObject([
        { kind: 'add-service', errno: 'EEXIST' },
        { kind: 'delete-destination', errno: 'ENOENT' },
      ])
      expect(lines(afterList)).toContain('-a -t 192.0.2.99:80 -r 198.51.100.1:80 -m -w 1')
    })

    test("the kernel's own words come through when the socket asks for them", () => {
      const { status, said, silent, works } = part('extendedAck')
      expect(status).toBe(0)
      expect((said as Outcome).kernelMessage).toMatch(/\w/)
      expect((said as Outcome).message).toContain((said as Outcome).kernelMessage)
      expect((silent as Outcome).kernelMessage).toBe(null)
      expect((silent as Outcome).errno).toBe((said as Outcome).errno)
      expect(works).toMatchObject({ done: { version: '1.2.1' } })
    })

    test('connections are served and counted, and zero clears the counters', () => {
      const { answer, before, after } = part('traffic')
      expect(answer).toBe('hello')
      expect(before).toMatchObject({
        service: { stats: { connections: 3 } },
        destinations: [{ stats: { connections: 3 } }],
      })
      expect((before as { service: { stats: { inBytes: number } } }).service.stats.inBytes).toBeGreaterThan(0)
      expect(after).toMatchObject({
        service: { stats: { connections: 0, inBytes: 0 } },
        destinations: [{ stats: { connections: 0 } }],
      })
    })

    test('a thousand destinations are programmed and read back', () => {
      const { failures, weights, savedLines } = part('thousand')
      expect(failures).toEqual([])
      expect(weights).toEqual(Array.from({ length: 1000 }, (_, i) => i))
      expect(savedLines).toBe(1001)
    })

    test('thousands of requests at once never overrun the socket', () => {
      expect(part('flood')).toEqual({ done: 2000, read: 1000 })
    })

    test('timeouts: zero leaves a value as it is', () => {
      const { before, after, ipvsadm, negative } = part('timeouts')
      expect(before).toEqual({ tcpS: 900, tcpFinS: 120, udpS: 300 })
      expect(after).toEqual({ tcpS: 7200, tcpFinS: 120, udpS: 60 })
      expect(ipvsadm).toBe('Timeout (tcp tcpfin udp): 7200 120 60')
      expect(negative).toMatchObject({ name: 'IpvsError', errno: 'EINVAL' })
    })

    test('sync daemons of both roles start, are seen and stop', () => {
      const { started, read, shown, again, noInterface, stopped, stoppedTwice, left } = part('daemons')
      expect(started).toEqual([{ done: null }, { done: null }])
      expect(read).toMatchObject([
        { role: 'master', interface: 'dummy0', syncId: 11 },
        { role: 'backup', interface: 'dummy0', syncId: 12, maxLength: 1200, multicastPort: 9000, multicastTtl: 3 },
      ])
      expect(String(shown).split('\n')).toEqual([
        'master sync daemon (mcast=dummy0, syncid=11, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)',
        'backup sync daemon (mcast=dummy0, syncid=12, maxlen=1200, group=224.0.0.99, port=9000, ttl=3)',
      ])
      expect(again).toMatchObject({ errno: 'EEXIST' })
      expect(noInterface).toMatchObject({ errno: 'ENODEV' })
      expect(stopped).toEqual([{ done: null }, { done: null }])
      expect(stoppedTwice).toMatchObject({ errno: 'ESRCH' })
      expect(left).toEqual([])
    })

    test('an open client survives that the module is removed and loaded again', () => {
      const { first, second, third, saved } = part('reloaded')
      expect(first).toMatchObject({ name: 'IpvsUnavailableError', errno: 'ENOENT' })
      expect(second).toMatchObject({ done: { version: '1.2.1' } })
      expect(third).toEqual({ done: null })
      expect(saved).toBe('-A -t 192.0.2.1:80 -s wlc\n')
    })
  },
)

function part(name: string): Record<string, unknown> {
  const observed = seen[name]
  if (!observed) throw new Error(`the guest saw no ${name}`)
  return observed
}

function lines(text: unknown): string[] {
  return String(text).trim().split('\n').sort()
}
