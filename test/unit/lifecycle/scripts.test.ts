/** The process that starts scripts: there when something is to be started, first up and last down. */
import { expect, test } from 'vitest'
import type { LifecycleAction } from '../../../src/lifecycle/actions.ts'
import { hasCommands } from '../../../src/lifecycle/commands.ts'
import { config, options, Parent, running } from './parent.ts'

const started = (actions: readonly LifecycleAction[]) =>
  actions.flatMap((action) => (action.kind === 'start-child' ? [action.child] : []))
const signalled = (actions: readonly LifecycleAction[]) =>
  actions.flatMap((action) => (action.kind === 'signal-child' ? [`${action.signal} ${action.child}`] : []))
const kinds = (actions: readonly LifecycleAction[]) => actions.map(({ kind }) => kind)

test('it runs where an engine has something to start; a start or shutdown script is none of its business', () => {
  const starts = (needs: Parameters<typeof config>[0], given: Partial<typeof options> = {}) =>
    started(new Parent().post({ kind: 'start', config: config(needs), options: { ...options, ...given } }))
  expect(starts({ scripts: true })).toEqual(['scripts', 'vrrp'])
  expect(starts({ shutdownScript: true })).toEqual(['vrrp'])
  expect(starts({ scripts: true }, { vrrpAllowed: false })).toEqual([])
  const command = { argv: ['/bin/true'] }
  const none = config({})
  expect(hasCommands({ ...none, global: { ...none.global, fifo: { script: command } } } as never)).toBe(true)
  expect(hasCommands({ ...none, lvs: { virtualServers: [{ quorumUp: command }] } } as never)).toBe(true)
})

test('at a stop it goes after the engines, whose last scripts it starts, and before the shutdown script', () => {
  const parent = running({ scripts: true, shutdownScript: true })
  expect(signalled(parent.post({ kind: 'stop-requested' }))).toEqual(['TERM vrrp'])
  expect(signalled(parent.dies('vrrp', 0))).toEqual(['TERM scripts'])
  expect(kinds(parent.dies('scripts', 0))).toEqual(['log', 'run-script'])
})

test('it is killed when it does not go in time', () => {
  const parent = running({ scripts: true })
  parent.post({ kind: 'stop-requested' })
  parent.dies('vrrp', 0)
  parent.now += 5_000_000
  expect(signalled(parent.post({ kind: 'deadline' }))).toEqual(['KILL scripts'])
  expect(parent.dies('scripts', 0).at(-1)).toEqual({ kind: 'exit', status: 0 })
})

test('a reload starts it, and does not end it, for the old configuration may have scripts that run', () => {
  const parent = running()
  const reload = (needs: Parameters<typeof config>[0]) => {
    parent.post({ kind: 'reload-requested' })
    const actions = parent.post({ kind: 'config-loaded', config: config(needs) })
    for (const child of ['scripts', 'vrrp'] as const) parent.configured(child)
    return actions
  }
  expect(started(reload({ scripts: true }))).toEqual(['scripts'])
  expect(parent.log).toContain('Reload complete')
  expect([...started(reload({})), ...signalled(reload({}))]).toEqual([])
  expect(parent.state.children.scripts.status).toBe('running')
})

test('when it dies it is started again like the engines, and a stop does not wait for a dead one', () => {
  const parent = running({ scripts: true })
  parent.dies('scripts')
  expect(started(parent.post({ kind: 'deadline' }))).toEqual(['scripts'])
  parent.dies('scripts')
  parent.post({ kind: 'stop-requested' })
  expect(parent.dies('vrrp', 0).at(-1)).toEqual({ kind: 'exit', status: 0 })
})
