import { expect, test } from 'vitest'
import { rehearse } from '../../../src/daemon/rehearsal.ts'
import { MSG_DONTWAIT, tryLibc } from '../../../src/linux/libc.ts'
import { link } from '../../sim/fixtures.ts'
import { instance, loadText } from '../config/load-text.ts'

test('a rehearsal orders a whole takeover, under no name, none of it for later, and nothing can leave meanwhile', async () => {
  const { config } = loadText(instance('garp_interval 0.1\nvrrp_garp_master_delay 3\nadvert_int 1\npriority 100'))
  if (config === null) throw new Error('a bad file')
  const orders: string[] = []
  const refusals = new Set<string | null>()
  rehearse(config, [link('eth0', 2, ['10.0.0.200/24'])], (action) => {
    orders.push(`${action.kind} of '${action.instance}'${action.kind === 'announce' ? ` gap ${action.gapUs}` : ''}`)
    refusals.add(tryLibc('sendto', 0, new Uint8Array(1), 1, MSG_DONTWAIT, null, 0).errno)
    throw new Error('refused')
  })
  const first = orders.length
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(orders.length).toBe(40 * first)
  expect(orders.slice(0, 3)).toEqual(["send-advert of ''", "add-addresses of ''", "announce of '' gap 0"])
  expect(new Set(orders).size).toBe(3)
  expect([...refusals]).toEqual(['EBADF'])
})
