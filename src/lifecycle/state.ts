/**
 * What the parent knows: its children, the configuration in force, and which phase of life it is in.
 *
 *   starting ── every child configured ──▶ running ── reload ──▶ loading ──▶ applying ──▶ running
 *        any phase ── stop, or a permanent failure ──▶ stopping ── children gone ──▶ ended
 */
import type { Config } from '../config/config.ts'
import type { Us } from '../lib/time.ts'
import { NEVER } from '../lib/time.ts'
import type { LifecycleOptions } from './events.ts'
import type { Standing } from './standing.ts'

/** They have machines, and what the configuration is about. */
export type EngineName = 'checker' | 'vrrp'
/** `scripts` starts the scripts of both. */
export type ChildName = EngineName | 'scripts'

/** In the order in which they are started. */
export const childNames: readonly ChildName[] = ['scripts', 'checker', 'vrrp']
export const engineNames: readonly EngineName[] = ['checker', 'vrrp']

export type Phase =
  /** waiting for the startup script */
  | 'preparing'
  | 'starting'
  | 'running'
  /** the files are being read again */
  | 'loading'
  /** children are taking the new configuration over */
  | 'applying'
  | 'stopping'
  /** children are gone, the shutdown script runs */
  | 'finishing'
  | 'ended'

export interface LifecycleState {
  phase: Phase
  options: LifecycleOptions
  config: Config | null
  /** when the configuration in force was read */
  loadedAt: Us
  /** null: none was asked for */
  lastReload: Reload | null
  /** counts the configurations that were accepted, from 1 */
  generation: number
  /** a reload was asked for while another was under way: at most one waits, for it will see the newest files */
  reloadQueued: boolean
  /** children that have not yet acknowledged the current generation */
  readonly awaited: Set<ChildName>
  readonly children: Record<ChildName, ChildState>
  exitStatus: number
  /** when children that do not stop are killed */
  killAt: Us
  /** when the children are asked next for a sign of life */
  beatAt: Us
  /** as the service manager was told last */
  statusText: string
}

export interface Reload {
  result: 'running' | 'done' | 'refused'
  readonly startedAt: Us
  /** null: it is under way */
  endedAt: Us | null
  reasons: readonly string[]
}

export interface ChildState {
  /** `leaving`: told to stop; `waiting`: will be started again at `startAt` */
  status: 'absent' | 'waiting' | 'starting' | 'running' | 'leaving'
  pid: number
  startedAt: Us
  startAt: Us
  /**
   * the configuration that it works with, and those that it was sent since. When it dies the kernel holds what one of them
   * wants; the next one is led through them, so that nothing of an older file stays behind.
   */
  held: readonly Config[]
  /** it has acknowledged a configuration in this life: taking up the first may take long */
  hasConfig: boolean
  /** for a sign of life, not answered yet; NEVER: nothing is asked */
  askedAt: Us
  /** null: not told yet in this life */
  standing: Standing | null
  /** the delay before the next start if this life is short */
  respawnDelayUs: Us
}

export function initialLifecycleState(): LifecycleState {
  return {
    phase: 'preparing',
    options: { vrrpAllowed: true, checkerAllowed: true, startAll: false, respawn: true, version: '', watchdogUs: null },
    config: null,
    loadedAt: 0,
    lastReload: null,
    generation: 0,
    reloadQueued: false,
    awaited: new Set(),
    children: { scripts: absentChild(), checker: absentChild(), vrrp: absentChild() },
    exitStatus: 0,
    killAt: NEVER,
    beatAt: NEVER,
    statusText: '',
  }
}

function absentChild(): ChildState {
  return {
    status: 'absent',
    pid: 0,
    startedAt: 0,
    startAt: NEVER,
    held: [],
    hasConfig: false,
    askedAt: NEVER,
    standing: null,
    respawnDelayUs: 0,
  }
}
