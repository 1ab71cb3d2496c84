/** Words about how adverts travel that only the kernel or the original can judge: IGMP, receive buffers, old checksums. */
import { describe, expect, test } from 'vitest'
import { whyNoNamespaces } from '../lab/lan.ts'
import { instanceText, Pair } from '../lab/pair.ts'

const why = whyNoNamespaces()
const igmp = '/proc/sys/net/ipv4/igmp_link_local_mcast_reports'

describe.skipIf(why !== null)(`beside the original${why === null ? '' : ` (${why})`}`, () => {
  for (const program of ['keepalived', 'tskeepalived'] as const) {
    test.concurrent(
      `${program}: disable_local_igmp lasts as long as the program; unknown routers are named`,
      async () => {
        const global = 'global_defs {\n  disable_local_igmp\n  log_unknown_vrids\n}\n'
        const pair = new Pair({
          label: 'g',
          a: { program, config: global + instanceText({ priority: 100 }) },
          b: { program: 'keepalived', config: instanceText({ priority: 150, vrid: 77, address: '10.9.0.101/24' }) },
        })
        try {
          const host = pair.lan.host('a')
          pair.start('b')
          const a = pair.start('a')
          await a.waitForLine(/^Unknown VRID\(77\) received on interface\(eth0\)\. ignoring\.\.\.$/)
          expect(host.run('cat', igmp).trim()).toBe('0')
          await a.stop()
          expect(host.run('cat', igmp).trim()).toBe('1')
        } finally {
          pair.close()
        }
      },
    )

    test.concurrent(`${program}: a unicast peer with the checksum of old is followed`, async () => {
      const unicast = (peer: number, more: string[] = []) => [
        'version 3',
        ...more,
        'unicast_peer {',
        `10.9.0.${peer}`,
        '}',
      ]
      const pair = new Pair({
        label: 'o',
        a: { program, config: instanceText({ priority: 100, lines: unicast(2) }) },
        b: {
          program: 'keepalived',
          config: instanceText({ priority: 150, lines: unicast(1, ['old_unicast_checksum']) }),
        },
      })
      try {
        const b = pair.start('b')
        await b.waitForLine(/Entering MASTER STATE/)
        const a = pair.start('a')
        await a.waitForLine(/^\(VI_1\) Setting unicast VRRPv3 checksum to old version$/)
        pair.crash('b', b)
        await a.waitForLine(/Entering MASTER STATE/)
        expect(a.log).not.toMatch(/Invalid VRRPv3 checksum/)
      } finally {
        pair.close()
      }
    })
  }
})
