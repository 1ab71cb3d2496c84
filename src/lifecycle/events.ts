/** What can happen to the parent process. */
import type { Config } from '../config/config.ts'
import type { Us } from '../lib/time.ts'
import type { Standing } from './standing.ts'
import type { ChildName } from './state.ts'

export type LifecycleEvent =
  | { readonly kind: 'start'; readonly config: Config; readonly options: LifecycleOptions }
  /** the operating system made the process */
  | { readonly kind: 'child-started'; readonly child: ChildName; readonly pid: number }
  | { readonly kind: 'child-start-failed'; readonly child: ChildName; readonly reason: string }
  /** it runs with the configuration of that generation */
  | { readonly kind: 'child-configured'; readonly child: ChildName; readonly generation: number }
  | { readonly kind: 'child-exited'; readonly child: ChildName; readonly pid: number; readonly end: ChildEnd }
  /** answer to `ask-for-life` */
  | { readonly kind: 'child-alive'; readonly child: ChildName }
  /** something about its work has changed */
  | { readonly kind: 'child-standing'; readonly child: ChildName; readonly standing: Standing }
  | { readonly kind: 'reload-requested' }
  | { readonly kind: 'config-loaded'; readonly config: Config }
  /** every reason is a line that names file and line where that is known */
  | { readonly kind: 'config-refused'; readonly reasons: readonly string[] }
  | { readonly kind: 'script-ended'; readonly script: 'startup' | 'shutdown'; readonly outcome: ScriptOutcome }
  | { readonly kind: 'data-requested' }
  | { readonly kind: 'stats-requested'; readonly clear: boolean }
  | { readonly kind: 'json-requested' }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'stop-requested' }

export type ChildEnd =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'signal'; readonly number: number; readonly words: string }

export type ScriptOutcome =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'timeout' }
  /** it could not be started */
  | { readonly kind: 'failed'; readonly reason: string }

export interface LifecycleOptions {
  /** -P: no checker; -C: no VRRP; --all: whatever is not excluded runs, needed or not */
  readonly vrrpAllowed: boolean
  readonly checkerAllowed: boolean
  readonly startAll: boolean
  /** false: -R */
  readonly respawn: boolean
  readonly version: string
  /** the service manager wants a sign of life in each such time; null: none */
  readonly watchdogUs: Us | null
}
