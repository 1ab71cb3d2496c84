/**
 * What the parent and its children say to each other. They cross the process boundary by structured clone
 * ('advanced' serialization of child_process), so addresses stay bytes and nothing is written as text.
 */
import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import type { Config } from '../config/config.ts'
import type { ChildRequest } from '../lifecycle/actions.ts'
import type { Standing } from '../lifecycle/standing.ts'
import type { ChildName } from '../lifecycle/state.ts'
import type { DaemonOptions } from './options.ts'

export type ToChild =
  /** the first one starts the child's work, later ones are reloads */
  | {
      readonly kind: 'configure'
      readonly generation: number
      readonly config: Config
      readonly options: DaemonOptions
      /** that processes of this daemon made: whoever has them open last removes them */
      readonly madeFifos: readonly MadeFifo[]
    }
  | { readonly kind: 'request'; readonly request: ChildRequest }
  /** `status-part`s and one `status-end` of that number are the answer */
  | { readonly kind: 'status'; readonly id: number }
  /** with the socket: to the process that starts scripts for an engine, and the other end to that process */
  | { readonly kind: 'script-line' }
  /** `alive` is the answer */
  | { readonly kind: 'ask-for-life' }

export interface MadeFifo {
  readonly path: string
  /** of the one that was made, not of what may be there later */
  readonly inode: number
}

/** The lists of the status that children fill. */
export type StatusSection = 'instances' | 'syncGroups' | 'virtualServers'

export type ToParent =
  /** the configuration of that generation is in force */
  | { readonly kind: 'configured'; readonly generation: number }
  /** a HUP came to the child directly; only the parent reads files */
  | { readonly kind: 'reload-wanted' }
  /** entries of one list, as JSON with commas between them */
  | { readonly kind: 'status-part'; readonly id: number; readonly section: StatusSection; readonly text: string }
  | { readonly kind: 'status-end'; readonly id: number }
  | { readonly kind: 'fifo-made'; readonly fifo: MadeFifo }
  | { readonly kind: 'alive' }
  /** it is another one than was told last */
  | { readonly kind: 'standing'; readonly standing: Standing }

/**
 * What of the configuration goes to that process. A file may have twenty thousand virtual servers, and each copy of them takes
 * a second to write and a hundred megabytes to hold; VRRP asks only whether there are any, which the first one tells.
 */
export function partFor(child: ChildName, config: Config): Config {
  const { lvs, vrrp } = config
  if (child === 'checker') return config
  if (child === 'scripts') return { ...config, vrrp: { ...vrrp, instances: [] }, lvs: { ...lvs, virtualServers: [] } }
  return { ...config, lvs: { ...lvs, virtualServers: lvs.virtualServers.slice(0, 1), groups: [] } }
}

/** False when the child is gone: its exit is reported elsewhere, so that nothing needs to be done about it here. */
export function sendToChild(child: ChildProcess, message: ToChild, handle?: Socket): boolean {
  if (!child.connected) return false
  return child.send(message, handle, ignoreLoss)
}

/** `sent`: it has left, or never will */
export function sendToParent(message: ToParent, sent: () => void = ignoreLoss): boolean {
  if (process.send === undefined || !process.connected) return false
  return process.send(message, undefined, undefined, () => sent())
}

/** Without a callback a broken channel would be an `error` event of the process. */
function ignoreLoss(): void {
  return
}
