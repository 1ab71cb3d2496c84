/** A parent's machine with a clock and events that the test drives. */
import type { Config } from '../../../src/config/config.ts'
import type { LifecycleAction } from '../../../src/lifecycle/actions.ts'
import type { LifecycleEvent, LifecycleOptions } from '../../../src/lifecycle/events.ts'
import { childNames, initialLifecycleState, type ChildName } from '../../../src/lifecycle/state.ts'
import { lifecycleMachine } from '../../../src/lifecycle/step.ts'
import { US_PER_S } from '../../../src/lib/time.ts'

export const options: LifecycleOptions = {
  vrrpAllowed: true,
  checkerAllowed: true,
  startAll: false,
  respawn: true,
  version: 'tskeepalived v0',
  watchdogUs: null,
}

export interface Needs {
  readonly vrrp?: boolean
  readonly checker?: boolean
  readonly shutdownScript?: boolean
  /** the instance has a notify script */
  readonly scripts?: boolean
}

/** Only the fields that this machine looks at. */
export function config(needs: Needs): Config {
  const script = { argv: ['/bin/true'], text: '/bin/true', uid: null, gid: null }
  return {
    global: {
      childWaitTimeUs: 5 * US_PER_S,
      startupScript: null,
      shutdownScript: needs.shutdownScript ? script : null,
      shutdownScriptTimeoutUs: US_PER_S,
      lvsSyncDaemon: null,
    },
    vrrp: { instances: needs.vrrp === false ? [] : [needs.scripts ? { notify: { any: script } } : {}] },
    lvs: { virtualServers: needs.checker ? [{}] : [] },
  } as unknown as Config
}

/** A parent whose clock and events the test drives; it answers `start-child` as an operating system does. */
export class Parent {
  readonly state = initialLifecycleState()
  now = 1_000
  pid = 100
  log: string[] = []

  post(event: LifecycleEvent): LifecycleAction[] {
    const actions = lifecycleMachine.step(this.state, event, this.now)
    const all = [...actions]
    for (const action of actions) {
      if (action.kind === 'log') this.log.push(action.text)
      if (action.kind === 'start-child') {
        all.push(...this.post({ kind: 'child-started', child: action.child, pid: ++this.pid }))
      }
    }
    return all
  }

  configured(child: ChildName): LifecycleAction[] {
    return this.post({ kind: 'child-configured', child, generation: this.state.generation })
  }

  dies(child: ChildName, status = 70): LifecycleAction[] {
    const pid = this.state.children[child].pid
    return this.post({ kind: 'child-exited', child, pid, end: { kind: 'status', status } })
  }
}

export function running(needs: Needs = {}, given: Partial<LifecycleOptions> = {}): Parent {
  const parent = new Parent()
  parent.post({ kind: 'start', config: config(needs), options: { ...options, ...given } })
  for (const child of childNames) {
    if (parent.state.children[child].status === 'running') parent.configured(child)
  }
  parent.log = []
  return parent
}
