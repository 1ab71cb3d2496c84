import { expect, test } from 'vitest'
import { withoutSessionChecks } from '../../../src/daemon/without-sessions.ts'
import { lvsConfig, realServer, tcpCheck, virtualServer } from '../../sim/lvs/settings.ts'

test('a real server keeps its other checks', () => {
  const checkers = [tcpCheck('t')]
  const bfdChecks = [{ session: 'b', alpha: true, behind: 1 }]
  const config = { ...lvsConfig(virtualServer(1, [realServer(11, { checkers, bfdChecks })])), bfdSessions: ['b'] }
  expect(withoutSessionChecks(config)).toEqual(lvsConfig(virtualServer(1, [realServer(11, { checkers })])))
})
