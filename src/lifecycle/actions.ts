/** What the parent's machine orders. The runtime performs them in the order given. */
import type { Command } from '../config/command.ts'
import type { Config } from '../config/config.ts'
import type { LogLevel } from '../lib/machine.ts'
import type { Us } from '../lib/time.ts'
import type { ChildName } from './state.ts'

/** Files that a child writes when it is asked to. */
export type ChildRequest = 'data' | 'stats' | 'stats-clear' | 'json'

export type LifecycleAction =
  /** `child-started` or `child-start-failed` follows; later exactly one `child-exited` */
  | { readonly kind: 'start-child'; readonly child: ChildName }
  | {
      readonly kind: 'configure-child'
      readonly child: ChildName
      readonly generation: number
      readonly config: Config
    }
  | { readonly kind: 'signal-child'; readonly child: ChildName; readonly signal: 'TERM' | 'KILL' }
  | { readonly kind: 'ask-child'; readonly child: ChildName; readonly request: ChildRequest }
  /** `child-alive` follows if it is */
  | { readonly kind: 'ask-for-life'; readonly child: ChildName }
  /** read the files again; `config-loaded` or `config-refused` follows */
  | { readonly kind: 'load-config' }
  /** the reload that the last `load-config` began */
  | { readonly kind: 'reload-ended'; readonly result: 'done' | 'refused'; readonly reasons: readonly string[] }
  /** `script-ended` follows, at the latest after the time-out */
  | {
      readonly kind: 'run-script'
      readonly script: 'startup' | 'shutdown'
      readonly command: Command
      readonly timeoutUs: Us
    }
  | { readonly kind: 'write-data' }
  | { readonly kind: 'tell-systemd'; readonly state: SystemdState }
  | {
      readonly kind: 'log'
      readonly level: LogLevel
      readonly text: string
      /** shown only with -D */
      readonly detail?: true
    }
  /** the last action: remove the pid file and end */
  | { readonly kind: 'exit'; readonly status: number }

export type SystemdState =
  | { readonly kind: 'ready'; readonly status: string }
  | { readonly kind: 'reloading' }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'status'; readonly status: string }
  /** for the watchdog */
  | { readonly kind: 'alive' }
  /** a child ended for good: configuration (EINVAL) or permission (EPERM) */
  | { readonly kind: 'failed'; readonly errno: 'EINVAL' | 'EPERM' }
