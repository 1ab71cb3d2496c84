/**
 * What `tskeepalived status --json` prints. Times are ISO 8601 in UTC; what is not known is null, never absent. Fields may be
 * added; `layout` counts up when one changes its meaning.
 */

export interface StatusDocument {
  readonly layout: 1
  readonly program: string
  readonly pid: number
  readonly startedAt: string
  readonly now: string
  readonly config: ConfigStatus
  readonly processes: readonly ProcessStatus[]
  /** null: no such process runs */
  readonly vrrp: VrrpStatus | Unanswered | null
  readonly lvs: LvsStatus | Unanswered | null
}

/** The process did not answer in time, or said more than is passed on. */
export interface Unanswered {
  readonly error: string
}

export interface ConfigStatus {
  readonly file: string
  /** when the configuration that runs was read */
  readonly loadedAt: string
  /** counts the configurations that were taken, from 1 */
  readonly generation: number
  /** null: none was asked for */
  readonly lastReload: ReloadStatus | null
}

export interface ReloadStatus {
  readonly result: 'done' | 'refused' | 'running'
  readonly startedAt: string
  readonly endedAt: string | null
  /** why it was refused: each with file, line and column where they are known */
  readonly reasons: readonly string[]
}

export interface ProcessStatus {
  readonly name: 'vrrp' | 'checker' | 'scripts'
  readonly state: 'absent' | 'waiting' | 'starting' | 'running' | 'leaving'
  readonly pid: number | null
  readonly startedAt: string | null
}

export interface VrrpStatus {
  readonly instances: readonly InstanceStatus[]
  readonly syncGroups: readonly SyncGroupStatus[]
}

export interface InstanceStatus {
  readonly name: string
  readonly interface: string
  readonly family: 4 | 6
  readonly vrid: number
  readonly version: 2 | 3
  readonly state: 'init' | 'backup' | 'master' | 'fault' | 'stopped'
  readonly since: string
  readonly lastTransition: {
    readonly from: string
    readonly to: string
    readonly at: string
    readonly why: string
  } | null
  readonly priority: { readonly base: number; readonly effective: number }
  /** everything that is tracked for it */
  readonly trackers: readonly TrackerStatus[]
  /** in words: why it is in fault */
  readonly faults: readonly string[]
  /** tracked scripts or processes have not answered yet */
  readonly waiting: boolean
  readonly master: { readonly address: string; readonly priority: number; readonly self: boolean } | null
  readonly syncGroup: string | null
  readonly addresses: readonly { readonly address: string; readonly interface: string; readonly set: boolean }[]
}

export interface TrackerStatus {
  readonly kind: string
  readonly name: string
  /** 0: its failure is a fault */
  readonly weight: number
  readonly reverse: boolean
  /** null: not known yet */
  readonly up: boolean | null
  /** what it adds to the priority now, or takes off */
  readonly points: number
}

export interface SyncGroupStatus {
  readonly name: string
  readonly state: InstanceStatus['state']
  readonly since: string
  readonly members: readonly string[]
}

export interface LvsStatus {
  readonly virtualServers: readonly VirtualServerStatus[]
}

export interface VirtualServerStatus {
  readonly name: string
  readonly protocol: string
  readonly quorum: { readonly up: boolean; readonly needed: number; readonly aliveWeight: number }
  /** null: there is none */
  readonly sorryServer: { readonly name: string; readonly works: boolean } | null
  readonly realServers: readonly RealServerStatus[]
}

export interface RealServerStatus {
  readonly name: string
  readonly alive: boolean
  /** since when it is that, or is checked at all */
  readonly since: string
  readonly weight: number
  /** IPVS sends clients to it, perhaps with weight 0 */
  readonly inPool: boolean
  readonly checks: readonly CheckStatus[]
}

export interface CheckStatus {
  readonly kind: string
  readonly up: boolean
  /** false: suspended by ha_suspend */
  readonly enabled: boolean
  readonly running: boolean
  /** failures in a row that were forgiven so far */
  readonly failures: number
  readonly last: { readonly at: string; readonly up: boolean; readonly words: string } | null
  readonly next: string | null
}
