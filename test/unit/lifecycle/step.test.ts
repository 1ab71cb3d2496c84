import { describe, expect, test } from 'vitest'
import type { LifecycleAction } from '../../../src/lifecycle/actions.ts'
import type { LifecycleOptions } from '../../../src/lifecycle/events.ts'
import type { ChildName } from '../../../src/lifecycle/state.ts'
import { lifecycleMachine } from '../../../src/lifecycle/step.ts'
import { NEVER, US_PER_S } from '../../../src/lib/time.ts'
import { config, options, Parent, running, type Needs } from './parent.ts'

const kinds = (actions: readonly LifecycleAction[]) => actions.map((action) => action.kind)
const started = (actions: readonly LifecycleAction[]) =>
  actions.flatMap((action) => (action.kind === 'start-child' ? [action.child] : []))

describe('start', () => {
  const starts: readonly [string, Needs, Partial<LifecycleOptions>, ChildName[]][] = [
    ['VRRP only', {}, {}, ['vrrp']],
    ['both', { checker: true }, {}, ['checker', 'vrrp']],
    ['-P', { checker: true }, { checkerAllowed: false }, ['vrrp']],
    ['-C', { checker: true }, { vrrpAllowed: false }, ['checker']],
    ['--all', {}, { startAll: true }, ['checker', 'vrrp']],
    ['nothing configured', { vrrp: false }, {}, []],
  ]
  test.each(starts)('%s', (_, needs, given, expected) => {
    const parent = new Parent()
    const actions = parent.post({ kind: 'start', config: config(needs), options: { ...options, ...given } })
    expect(started(actions)).toEqual(expected)
    if (expected.length === 0) expect(parent.log).toContain('Warning - keepalived has no configuration to run')
  })

  test('is complete, and ready for systemd, when every child has its configuration', () => {
    const parent = new Parent()
    parent.post({ kind: 'start', config: config({ checker: true }), options })
    expect(kinds(parent.configured('vrrp'))).toEqual([])
    const actions = parent.configured('checker')
    expect(parent.log).toEqual([
      'Starting Healthcheck child process, pid=101',
      'Starting VRRP child process, pid=102',
      'Startup complete',
    ])
    expect(actions).toContainEqual({
      kind: 'tell-systemd',
      state: { kind: 'ready', status: 'Running with 1 VRRP instance(s) and 1 virtual server(s)' },
    })
  })
})

describe('a child that dies', () => {
  test('is started again after 0, 1, 2, 4 ... 60 seconds', () => {
    const parent = running()
    const delays: number[] = []
    for (let i = 0; i < 9; i++) {
      parent.dies('vrrp')
      const due = lifecycleMachine.nextDeadline(parent.state)
      delays.push((due - parent.now) / US_PER_S)
      parent.now = due
      expect(started(parent.post({ kind: 'deadline' }))).toEqual(['vrrp'])
    }
    expect(delays).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60])
    expect(parent.log).toContain('Restart of VRRP process delayed 2 seconds to limit respawn rate')
  })

  test('starts at once again when it lived for a minute', () => {
    const parent = running()
    parent.dies('vrrp')
    parent.post({ kind: 'deadline' })
    parent.now += 60 * US_PER_S
    parent.dies('vrrp')
    expect(lifecycleMachine.nextDeadline(parent.state)).toBe(parent.now)
  })

  test.each([
    [1, 'FATAL'],
    [2, 'CONFIG'],
    [4, 'missing permission'],
  ])('with status %i ends everything with that status', (status, words) => {
    const parent = running({ checker: true })
    const pid = parent.state.children.vrrp.pid
    const actions = parent.dies('vrrp', status)
    expect(parent.log[0]).toBe(`pid ${pid} exited with permanent error ${words}. Terminating`)
    expect(actions).toContainEqual({ kind: 'signal-child', child: 'checker', signal: 'TERM' })
    expect(parent.dies('checker', 0)).toContainEqual({ kind: 'exit', status })
  })

  test('ends everything under -R, with status 0', () => {
    const parent = running({}, { respawn: false })
    const pid = parent.state.children.vrrp.pid
    const actions = parent.post({
      kind: 'child-exited',
      child: 'vrrp',
      pid,
      end: { kind: 'signal', number: 9, words: 'Killed' },
    })
    expect(parent.log).toEqual([
      `pid ${pid} exited due to signal 9 (Killed)`,
      `VRRP child process(${pid}) died: Exiting`,
      'Stopping',
      'Stopped tskeepalived v0',
    ])
    expect(actions.at(-1)).toEqual({ kind: 'exit', status: 0 })
  })
})

describe('reload', () => {
  test('sends the new configuration and waits for the acknowledgements', () => {
    const parent = running({ checker: true })
    expect(kinds(parent.post({ kind: 'reload-requested' }))).toEqual(['tell-systemd', 'log', 'load-config'])
    const fresh = config({ checker: true })
    const actions = parent.post({ kind: 'config-loaded', config: fresh })
    expect(actions).toEqual([
      { kind: 'configure-child', child: 'checker', generation: 2, config: fresh },
      { kind: 'configure-child', child: 'vrrp', generation: 2, config: fresh },
    ])
    parent.configured('checker')
    expect(parent.log).toEqual(['Reloading ...'])
    expect(parent.state.lastReload).toMatchObject({ result: 'running', endedAt: null })
    parent.now += 5
    expect(kinds(parent.configured('vrrp'))).toEqual(['log', 'reload-ended', 'tell-systemd'])
    expect(parent.log).toEqual(['Reloading ...', 'Reload complete'])
    expect(parent.state.lastReload).toMatchObject({ result: 'done', startedAt: 1_000, endedAt: 1_005 })
  })

  test('an acknowledgement of an older configuration does not count', () => {
    const parent = running()
    parent.post({ kind: 'reload-requested' })
    parent.post({ kind: 'config-loaded', config: config({}) })
    parent.post({ kind: 'child-configured', child: 'vrrp', generation: 1 })
    expect(parent.log).not.toContain('Reload complete')
  })

  test('a refused file changes nothing and says why', () => {
    const parent = running()
    const before = parent.state.config
    parent.post({ kind: 'reload-requested' })
    const actions = parent.post({ kind: 'config-refused', reasons: ["(a.conf: Line 3) Unknown keyword 'foo'"] })
    expect(started(actions)).toEqual([])
    expect(kinds(actions)).not.toContain('configure-child')
    expect(parent.state.config).toBe(before)
    expect(parent.log).toContain("(a.conf: Line 3) Unknown keyword 'foo'")
    const reasons = ["(a.conf: Line 3) Unknown keyword 'foo'"]
    expect(actions).toContainEqual({ kind: 'reload-ended', result: 'refused', reasons })
    expect(parent.state.lastReload).toMatchObject({ result: 'refused', reasons })
  })

  test('any number of requests during a reload make one more, afterwards', () => {
    const parent = running()
    parent.post({ kind: 'reload-requested' })
    for (let i = 0; i < 3; i++) expect(parent.post({ kind: 'reload-requested' })).toEqual([])
    parent.post({ kind: 'config-loaded', config: config({}) })
    expect(kinds(parent.configured('vrrp'))).toContain('load-config')
    parent.post({ kind: 'config-loaded', config: config({}) })
    expect(kinds(parent.configured('vrrp'))).not.toContain('load-config')
  })

  test('starts a child that is newly needed and dismisses one that is not', () => {
    const parent = running()
    parent.post({ kind: 'reload-requested' })
    const actions = parent.post({ kind: 'config-loaded', config: config({ vrrp: false, checker: true }) })
    expect(started(actions)).toEqual(['checker'])
    expect(actions).toContainEqual({ kind: 'signal-child', child: 'vrrp', signal: 'TERM' })
    parent.configured('checker')
    expect(parent.log).toContain('Reload complete')
    expect(parent.dies('vrrp', 0)).toEqual([])
  })

  test('a child that dies during a reload does not hold it up', () => {
    const parent = running()
    parent.post({ kind: 'reload-requested' })
    parent.post({ kind: 'config-loaded', config: config({}) })
    parent.dies('vrrp')
    expect(parent.log).toContain('Reload complete')
    const actions = parent.post({ kind: 'deadline' })
    expect(actions).toContainEqual(expect.objectContaining({ kind: 'configure-child', generation: 2 }))
  })
})

describe('what a dead child left in the kernel', () => {
  const generations = (actions: readonly LifecycleAction[]) =>
    actions.flatMap((action) => (action.kind === 'configure-child' ? [[action.generation, action.config]] : []))

  test('is led through the file of the dead one to the new file', () => {
    const parent = running()
    const old = parent.state.config
    parent.dies('vrrp')
    parent.post({ kind: 'reload-requested' })
    const fresh = config({})
    parent.post({ kind: 'config-loaded', config: fresh })
    expect(generations(parent.post({ kind: 'deadline' }))).toEqual([
      [0, old],
      [2, fresh],
    ])
    parent.configured('vrrp')
    parent.dies('vrrp')
    parent.now += 60 * US_PER_S
    expect(generations(parent.post({ kind: 'deadline' }))).toEqual([[2, fresh]])
  })

  test('may be that of a file that it had not acknowledged', () => {
    const parent = running()
    const old = parent.state.config
    parent.post({ kind: 'reload-requested' })
    const second = config({})
    parent.post({ kind: 'config-loaded', config: second })
    parent.dies('vrrp')
    parent.post({ kind: 'reload-requested' })
    const third = config({})
    parent.post({ kind: 'config-loaded', config: third })
    parent.now += 60 * US_PER_S
    expect(generations(parent.post({ kind: 'deadline' }))).toEqual([
      [0, old],
      [0, second],
      [2 + 1, third],
    ])
  })

  test('is taken back before a stop, and when no file wants that child any more', () => {
    for (const event of ['stop', 'reload'] as const) {
      const parent = running()
      const old = parent.state.config
      parent.dies('vrrp')
      let actions: LifecycleAction[]
      if (event === 'stop') actions = parent.post({ kind: 'stop-requested' })
      else {
        parent.post({ kind: 'reload-requested' })
        actions = parent.post({ kind: 'config-loaded', config: config({ vrrp: false, checker: true }) })
      }
      expect(started(actions)).toContain('vrrp')
      expect(generations(actions)).toContainEqual([0, old])
      expect(actions).toContainEqual({ kind: 'signal-child', child: 'vrrp', signal: 'TERM' })
      expect(started(parent.dies('vrrp', 0))).toEqual([])
      expect(parent.state.children.vrrp).toMatchObject({ status: 'absent', held: [] })
    }
  })
})

describe('stop', () => {
  test('ends when the children are gone, after the shutdown script', () => {
    const parent = running({ checker: true, shutdownScript: true })
    expect(kinds(parent.post({ kind: 'stop-requested' }))).toEqual([
      'log',
      'tell-systemd',
      'signal-child',
      'signal-child',
    ])
    expect(parent.dies('vrrp', 0)).toEqual([])
    expect(kinds(parent.dies('checker', 0))).toEqual(['log', 'run-script'])
    const outcome = { kind: 'exit', status: 3 } as const
    expect(kinds(parent.post({ kind: 'script-ended', script: 'shutdown', outcome }))).toEqual(['log', 'log', 'exit'])
    expect(parent.log).toContain('Running shutdown script /bin/true')
    expect(parent.log).toContain('shutdown script script failed, status 3')
  })

  test('kills what is still there after child_wait_time', () => {
    const parent = running()
    parent.post({ kind: 'stop-requested' })
    expect(lifecycleMachine.nextDeadline(parent.state)).toBe(parent.now + 5 * US_PER_S)
    parent.now += 5 * US_PER_S
    expect(parent.post({ kind: 'deadline' })).toContainEqual({ kind: 'signal-child', child: 'vrrp', signal: 'KILL' })
    expect(kinds(parent.dies('vrrp'))).toEqual(['log', 'exit'])
  })

  test('needs no child to end, and nothing happens afterwards', () => {
    const parent = running({ vrrp: false })
    expect(parent.post({ kind: 'stop-requested' }).at(-1)).toEqual({ kind: 'exit', status: 0 })
    expect(lifecycleMachine.nextDeadline(parent.state)).toBe(NEVER)
    expect(parent.post({ kind: 'reload-requested' })).toEqual([])
  })

  test('is not hindered by a reload under way', () => {
    const parent = running()
    parent.post({ kind: 'reload-requested' })
    parent.post({ kind: 'stop-requested' })
    expect(parent.post({ kind: 'config-loaded', config: config({}) })).toEqual([])
    expect(parent.dies('vrrp', 0).at(-1)).toEqual({ kind: 'exit', status: 0 })
  })
})

test('signals for data and statistics reach the children that have them', () => {
  const parent = running({ checker: true })
  expect(parent.post({ kind: 'data-requested' })).toEqual([
    { kind: 'write-data' },
    { kind: 'ask-child', child: 'checker', request: 'data' },
    { kind: 'ask-child', child: 'vrrp', request: 'data' },
  ])
  expect(parent.post({ kind: 'stats-requested', clear: false })).toEqual([
    { kind: 'ask-child', child: 'vrrp', request: 'stats' },
  ])
})
