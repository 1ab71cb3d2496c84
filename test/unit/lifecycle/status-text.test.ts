import { expect, test } from 'vitest'
import type { LifecycleAction } from '../../../src/lifecycle/actions.ts'
import { firstNames, standingText } from '../../../src/lifecycle/standing.ts'
import { running } from './parent.ts'

const none = firstNames([])
const statuses = (actions: readonly LifecycleAction[]) =>
  actions.flatMap((action) => (action.kind === 'tell-systemd' && 'status' in action.state ? [action.state.status] : []))

test('the line names masters and faults, and counts servers', () => {
  const names = Array.from({ length: 12 }, (_, i) => `v${i + 1}`)
  const vrrp = { kind: 'vrrp', instances: 12, masters: none, faults: none } as const
  expect(standingText(vrrp)).toBe('Master of none of 12 VRRP instance(s)')
  expect(standingText({ ...vrrp, masters: firstNames(names) })).toBe(
    'Master: v1, v2, v3, v4, v5, v6, v7, v8, v9, v10 and 2 more',
  )
  expect(standingText({ ...vrrp, masters: firstNames(['v1']), faults: firstNames(['v2', 'v3']) })).toBe(
    'Master: v1 (1 of 12 instances); in fault: v2, v3',
  )
  expect(standingText({ kind: 'checker', realServers: 4, down: 1 })).toBe('1 of 4 real server(s) down')
})

test('the service manager hears each change once, and what a dead child told no more', () => {
  const parent = running({ checker: true })
  const vrrp = (masters: string[]) =>
    statuses(
      parent.post({
        kind: 'child-standing',
        child: 'vrrp',
        standing: { kind: 'vrrp', instances: 1, masters: firstNames(masters), faults: none },
      }),
    )
  expect(vrrp(['a'])).toEqual(['Master: a'])
  expect(vrrp(['a'])).toEqual([])
  const standing = { kind: 'checker', realServers: 2, down: 1 } as const
  expect(statuses(parent.post({ kind: 'child-standing', child: 'checker', standing }))).toEqual([
    'Master: a; 1 of 2 real server(s) down',
  ])
  expect(statuses(parent.dies('vrrp'))).toEqual(['VRRP process not running; 1 of 2 real server(s) down'])
  expect(statuses(parent.post({ kind: 'deadline' }))).toEqual(['1 of 2 real server(s) down'])
  expect(vrrp([])).toEqual(['Master of none of 1 VRRP instance(s); 1 of 2 real server(s) down'])
})

test('a refused reload stays in front until another one is taken', () => {
  const parent = running()
  const standing = { kind: 'vrrp', instances: 1, masters: firstNames(['a']), faults: none } as const
  parent.post({ kind: 'child-standing', child: 'vrrp', standing })
  parent.post({ kind: 'reload-requested' })
  const refused = 'Reload refused - the running configuration stays in force'
  expect(statuses(parent.post({ kind: 'config-refused', reasons: [] }))).toEqual([`${refused}; Master: a`])
  parent.post({ kind: 'reload-requested' })
  parent.post({ kind: 'config-loaded', config: parent.state.config! })
  expect(statuses(parent.configured('vrrp'))).toEqual(['Master: a'])
})
