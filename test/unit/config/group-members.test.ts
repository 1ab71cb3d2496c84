/** Members of a `virtual_server_group`: spans of addresses, and what 2.2.7 says of bad ones. */
import { describe, expect, test } from 'vitest'
import { writeIp } from '../../../src/lib/ip.ts'
import type { LoadResult } from '../../../src/config/load.ts'
import { loadText, messagesOf } from './load-text.ts'

const load = (member: string): LoadResult =>
  loadText(
    `virtual_server_group a {\n${member}\n}\nvirtual_server group a {\nprotocol TCP\nlvs_sched rr\nlvs_method NAT\n` +
      `persistence_timeout 60\nreal_server ${member.includes(':') ? '2001:db8:1::2' : '192.0.2.2'} {\n}\n}\n`,
  )

describe('a span of addresses', () => {
  test.each([
    ['10.0.0.20-10.0.1.30', '10.0.0.20', 267],
    ['10.0.0.5-10.0.0.5', '10.0.0.5', 1],
    ['10.0.0.20-+30', '10.0.0.20', 11],
    ['10.0.0.5-009', '10.0.0.5', 5],
    ['10.1.0.0/16', '10.1.0.0', 65536],
    ['10.0.0.9/32', '10.0.0.9', 1],
    ['10.0.0.0/+31', '10.0.0.0', 2],
    ['2001:db8::5-ffff', '2001:db8::5', 65531],
    ['2001:db8::20-0x30', '2001:db8::20', 17],
    ['2001:db8::fff0-2001:db8::1:f', '2001:db8::fff0', 32],
  ])('%s', (member, first, count) => {
    const result = load(member)
    expect(messagesOf(result)).toEqual([])
    const [found] = result.config?.lvs.groups[0]?.members ?? []
    if (found?.kind !== 'range') throw new Error('no range')
    expect([writeIp(found.address), found.count]).toEqual([first, count])
  })

  test.each([
    ['10.0.0.20-300', "Virtual server group range '10.0.0.20-300' end '300' too large"],
    ['10.0.0.20-29x', "Virtual server group range '10.0.0.20-29x' has extra characters at end 'x'"],
    ['10.0.0.20-21-22', "Virtual server group range '10.0.0.20-21-22' has extra characters at end '-22'"],
    ['10.0.0.20-', 'Address range end is not greater than address range start - 10.0.0.20- - skipping'],
    ['10.0.0.20-20', 'Address range end is not greater than address range start - 10.0.0.20-20 - skipping'],
    ['10.0.0.20-10.0.0.10', 'Address range end is less than address range start - 10.0.0.20-10.0.0.10 - skipping'],
    ['2001:db8::5-1:2', 'Invalid range end 2001:db8::5-1:2 - skipping'],
    ['10.0.0.9-2001:db8::1', 'Invalid virtual server group IP address 10.0.0.9-2001:db8::1  - skipping'],
    ['10.0.0.0/0', 'Invalid netmask - 10.0.0.0/0 - skipping'],
    ['10.0.0.0/', 'Invalid netmask - 10.0.0.0/ - skipping'],
    ['10.0.0.9/24', 'Address mask bits not empty - 10.0.0.9/24 - skipping'],
    ['10.0.0.5-9 70000', 'Invalid virtual server group IP address 10.0.0.5-9 /port/70000 - skipping'],
    ['nonsense', 'Invalid virtual server group IP address nonsense  - skipping'],
    // 2.2.7 takes them, as services without end.
    ['10.0.0.0/15', "Virtual server group range '10.0.0.0/15' has more than 65536 addresses"],
    ['2001:db8::/64', "Virtual server group range '2001:db8::/64' has more than 65536 addresses"],
  ])('%s is refused', (member, message) => {
    expect(messagesOf(load(member))).toContain(message)
  })
})
