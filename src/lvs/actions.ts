/** What the LVS machine orders. */
import type { CheckerConfig, SyncDaemonSettings } from '../config/config.ts'
import type { Command } from '../config/command.ts'
import type { LogLevel } from '../lib/machine.ts'
import type { IpvsRequest } from './ipvs-model.ts'
import type { PacketMarks } from './marks.ts'

export type LvsAction =
  /** exactly one `check-result` follows, at the latest at the checker's own timeout */
  | { readonly kind: 'check'; readonly checker: CheckerConfig }
  /** a running check of that id is abandoned; its result must not be reported */
  | { readonly kind: 'cancel-check'; readonly checker: string }
  | { readonly kind: 'read-kernel' }
  | { readonly kind: 'apply'; readonly requests: readonly IpvsRequest[] }
  /** all that is to be marked; null: no table of ours is left */
  | { readonly kind: 'mark-packets'; readonly marks: PacketMarks | null }
  | {
      readonly kind: 'sync-daemon'
      readonly run: boolean
      readonly role: 'master' | 'backup'
      readonly daemon: SyncDaemonSettings
    }
  | {
      readonly kind: 'notify'
      readonly object: string
      readonly command: Command
      readonly extraArgs: readonly string[]
    }
  | { readonly kind: 'fifo'; readonly line: string }
  | { readonly kind: 'mail'; readonly subject: string; readonly body: string }
  | { readonly kind: 'log'; readonly level: LogLevel; readonly text: string }
  | { readonly kind: 'stopped' }
