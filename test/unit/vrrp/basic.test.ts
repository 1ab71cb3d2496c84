import { expect, test } from 'vitest'
import { NEVER, type Us } from '../../../src/lib/time.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import type { VrrpEvent } from '../../../src/vrrp/events.ts'
import { initialVrrpState } from '../../../src/vrrp/state.ts'
import { vrrpMachine } from '../../../src/vrrp/step.ts'
import { globalConfig, link, vrrpConfig } from '../../sim/fixtures.ts'

test('start, backup, master, stop', () => {
  const state = initialVrrpState()
  const step = (event: VrrpEvent, now: Us): VrrpAction[] => vrrpMachine.step(state, event, now)
  const first = step({ kind: 'start', global: globalConfig(), config: vrrpConfig(), interfaces: [link('eth0', 2, ['10.9.0.1/24'])] }, 0)
  expect(first.flatMap((a) => (a.kind === 'log' && !a.detail ? [a.text] : []))).toEqual(['(VI_1) Entering BACKUP STATE (init)'])
  expect(vrrpMachine.nextDeadline(state)).toBe(3_609_375)
  const takeover = step({ kind: 'deadline' }, 3_609_375)
  expect(takeover.map((a) => a.kind).filter((kind) => kind !== 'log')).toEqual(['send-advert', 'add-addresses', 'announce'])
  expect(vrrpMachine.nextDeadline(state)).toBe(4_609_375)
  const end = step({ kind: 'stop' }, 5_000_000)
  expect(end.map((a) => a.kind).filter((kind) => kind !== 'log')).toEqual(['send-advert', 'remove-addresses', 'stopped'])
  expect(vrrpMachine.nextDeadline(state)).toBe(NEVER)
})
