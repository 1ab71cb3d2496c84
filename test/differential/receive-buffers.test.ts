/** vrrp_rx_bufs_policy, vrrp_rx_bufs_multiplier and kernel_rx_buf_size: how much the socket for adverts may keep unread. */
import { describe, expect, test } from 'vitest'
import { Daemon, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { receiveBuffers } from '../lab/raw-sockets.ts'

const why = whyNoNamespaces()

const router = (vrid: number, words = ''): string => `
vrrp_instance V${vrid} {
  interface eth0
  virtual_router_id ${vrid}
  priority 100
  ${words}
  virtual_ipaddress {
    10.9.0.${vrid}/24
    10.9.0.${vrid + 100}/24
  }
}
`
const adverts = 'vrrp_rx_bufs_policy ADVERT\n  vrrp_rx_bufs_multiplier 200'

const files: Readonly<Record<string, readonly [globals: string, routers: string]>> = {
  'the default': ['', router(5)],
  'three times the MTU': ['vrrp_rx_bufs_policy MTU', router(5)],
  'the MTU, more often, of two': ['vrrp_rx_bufs_policy MTU\n  vrrp_rx_bufs_multiplier 7', router(5) + router(6)],
  'adverts of two': [adverts, router(5) + router(6)],
  'adverts of version 3': [adverts, router(5, 'version 3')],
  'adverts with a password': [adverts, router(5, 'authentication {\nauth_type PASS\nauth_pass 1\n}')],
  'adverts with an authentication header': [adverts, router(5, 'authentication {\nauth_type AH\nauth_pass 1\n}')],
  'a number for each': ['vrrp_rx_bufs_policy 20000\n  vrrp_rx_bufs_multiplier 9', router(5) + router(6)],
  "an instance's own": ['vrrp_rx_bufs_policy 20000', router(5, 'kernel_rx_buf_size 7000') + router(6)],
}

describe.skipIf(why !== null)(`receive buffers${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent.each(Object.entries(files))('%s', async (_, [globals, routers]) => {
    const config = `global_defs {\n  ${globals}\n}\n${routers}`
    const [theirs, ours] = await Promise.all([buffers('keepalived', config), buffers('tskeepalived', config)])
    // Theirs also has one that only sends, and ours one for what is merely counted.
    expect([theirs.length, ours.length]).toEqual([2, 2])
    expect(ours[0]).toBe(theirs[1])
  })
})

async function buffers(program: Program, config: string): Promise<readonly number[]> {
  const lan = new Lan('rx', [{ name: 'r', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.200/24'] }] }])
  let daemon: Daemon | undefined
  try {
    daemon = Daemon.start(program, lan.host('r'), config)
    await daemon.waitForLine(/Entering BACKUP STATE/)
    // They may be opened a moment later.
    await daemon.waitForLine(/VRRP sockpool/)
    return receiveBuffers(daemon.pid('vrrp'))
  } finally {
    daemon?.close()
    lan.close()
  }
}
