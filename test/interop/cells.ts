/** Every way in which one of ours and the real keepalived can share a virtual router: the cells of the matrix. */
import type { Program } from '../lab/daemons.ts'

export interface Cell {
  readonly version: 2 | 3
  readonly family: 4 | 6
  readonly cast: 'multicast' | 'unicast'
  readonly authentication: 'none' | 'PASS' | 'AH'
  readonly preempt: boolean
  readonly event: Event
  /** who has the higher priority and is master first; the other is its backup */
  readonly master: Program
}

export const events = ['crash', 'stop', 'link down', 'track failure'] as const
export type Event = (typeof events)[number]

/** Version 3 has no authentication; over IPv6 with PASS the original 2.2.7 dies of the first version 2 advert it hears. */
const protocols = [
  { version: 2, family: 4, authentication: 'none' },
  { version: 2, family: 4, authentication: 'PASS' },
  { version: 2, family: 4, authentication: 'AH' },
  { version: 2, family: 6, authentication: 'none' },
  { version: 3, family: 4, authentication: 'none' },
  { version: 3, family: 6, authentication: 'none' },
] as const

export const programs: readonly Program[] = ['tskeepalived', 'keepalived']

export const cells: readonly Cell[] = protocols.flatMap((protocol) =>
  (['multicast', 'unicast'] as const).flatMap((cast) =>
    events.flatMap((event) =>
      programs.flatMap((master) =>
        [true, false].map((preempt): Cell => ({ ...protocol, cast, event, master, preempt })),
      ),
    ),
  ),
)

/** A ninth: the step has no divisor in common with the matrix, so that every value of every column is in it. */
export const sample: readonly Cell[] = cells.filter((_, i) => i % 9 === 4)

export function nameOf(cell: Cell): string {
  const { event, master, preempt } = cell
  return `${rowOf(cell)}: ${master} master, ${event}, ${preempt ? 'preempt' : 'nopreempt'}`
}

export function rowOf({ version, family, cast, authentication }: Cell): string {
  return `v${version}, IPv${family}, ${cast}, ${authentication}`
}
