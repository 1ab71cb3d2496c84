/**
 * A world for the LVS machine: a clock that jumps, servers that are up or down as the test says, and a kernel that keeps
 * IPVS's own rules and can be slow, refuse, forget, or be edited by strangers.
 */
import type { CheckerConfig, GlobalConfig, HttpUrlConfig, LvsConfig } from '../../../src/config/config.ts'
import type { LvsAction } from '../../../src/lvs/actions.ts'
import type { LvsEvent } from '../../../src/lvs/events.ts'
import type { IpvsRequest } from '../../../src/lvs/ipvs-model.ts'
import { applyToTable, tableEntries, type KernelTable } from '../../../src/lvs/kernel-table.ts'
import type { MarkedAddresses } from '../../../src/lvs/marks.ts'
import { initialLvsState, lvsMachine } from '../../../src/lvs/step.ts'
import type { CheckResult } from '../../../src/lib/check-result.ts'
import { writeIp } from '../../../src/lib/ip.ts'
import type { Us } from '../../../src/lib/time.ts'
import { globalConfig } from './settings.ts'

export interface World {
  readonly state: ReturnType<typeof initialLvsState>
  readonly kernel: KernelTable
  /** every action, in order, as one line each; checks left out */
  readonly trace: string[]
  /** every order to the kernel */
  readonly orders: (readonly IpvsRequest[])[]
  readonly running: Set<string>
  /** every url that was asked for, and when */
  readonly asked: { readonly atUs: Us; readonly path: string }[]
  readonly start: (config: LvsConfig, global?: Partial<GlobalConfig>, seed?: number) => void
  readonly reload: (config: LvsConfig, global?: Partial<GlobalConfig>) => void
  readonly stop: () => void
  readonly post: (event: LvsEvent) => void
  /** lets time pass: deadlines fire, checks end */
  readonly pass: (us: Us) => void
  /** lets time pass until the kernel has answered all that it was asked */
  readonly settle: () => void
  /** servers by the text that their checker ids, or urls by the text that their paths contain */
  readonly down: Set<string>
  /** what the kernel does with an order; null: carries it out */
  refuse: (request: IpvsRequest) => string | null
  /** the kernel has no IPVS */
  broken: boolean
  /** how long a check and a kernel answer take */
  checkUs: Us
  kernelUs: Us
  /** the kernel swallows what it is asked */
  silent: boolean
  result: (checker: string, up: boolean) => CheckResult
  readonly now: () => Us
  readonly stopped: () => boolean
}

interface Pending {
  readonly atUs: Us
  readonly order: number
  readonly run: () => void
  readonly checker: string | null
}

export function makeWorld(kernel: KernelTable = new Map()): World {
  const state = initialLvsState()
  let now: Us = 1_000_000
  let pending: Pending[] = []
  let orders = 0
  let ended = false

  const later = (us: Us, run: () => void, checker: string | null = null): void => {
    pending.push({ atUs: now + us, order: orders++, run, checker })
  }

  const post = (event: LvsEvent): void => {
    for (const action of lvsMachine.step(state, event, now)) perform(action)
  }

  const answer = (event: () => LvsEvent): void => {
    if (!world.silent) later(world.kernelUs, () => post(event()))
  }

  const perform = (action: LvsAction): void => {
    const line = traceLine(action)
    if (line !== null) world.trace.push(line)
    switch (action.kind) {
      case 'check':
        if (world.running.has(action.checker.id)) throw new Error(`${action.checker.id} runs twice`)
        world.running.add(action.checker.id)
        for (const { path } of urlsOf(action.checker)) world.asked.push({ atUs: now, path })
        const what = [action.checker.id, ...urlsOf(action.checker).map(({ path }) => path)].join(' ')
        later(
          world.checkUs,
          () => {
            world.running.delete(action.checker.id)
            const up = ![...world.down].some((name) => what.includes(name))
            post({ kind: 'check-result', checker: action.checker.id, result: world.result(action.checker.id, up) })
          },
          action.checker.id,
        )
        break
      case 'cancel-check':
        if (!world.running.delete(action.checker)) throw new Error(`${action.checker} does not run`)
        pending = pending.filter(({ checker }) => checker !== action.checker)
        break
      case 'read-kernel':
        answer(() =>
          world.broken
            ? { kind: 'kernel-failed', errno: 'ENOENT', message: 'Protocol not available' }
            : { kind: 'kernel-read', entries: tableEntries(kernel) },
        )
        break
      case 'apply':
        world.orders.push(action.requests)
        if (world.broken) {
          answer(() => ({ kind: 'kernel-failed', errno: 'ENOENT', message: 'Protocol not available' }))
          break
        }
        answer(() => ({ kind: 'kernel-applied', failures: carryOut(action.requests) }))
        break
      case 'stopped':
        if (ended) throw new Error('stopped twice')
        ended = true
        break
      default:
    }
  }

  const carryOut = (requests: readonly IpvsRequest[]) =>
    requests.flatMap((request) => {
      const errno = world.refuse(request) ?? applyToTable(kernel, request)
      return errno === null ? [] : [{ request, errno, message: `refused with ${errno}` }]
    })

  const pass = (us: Us): void => {
    const endUs = now + us
    for (let steps = 0; ; steps++) {
      if (steps > 1_000_000) throw new Error('time does not pass')
      const deadline = lvsMachine.nextDeadline(state)
      let first: Pending | undefined
      for (const one of pending) {
        if (!first || one.atUs < first.atUs || (one.atUs === first.atUs && one.order < first.order)) first = one
      }
      const nextUs = Math.min(deadline, first?.atUs ?? deadline)
      if (nextUs > endUs) break
      now = Math.max(now, nextUs)
      if (first && first.atUs <= deadline) {
        pending = pending.filter((one) => one !== first)
        first.run()
      } else post({ kind: 'deadline' })
    }
    now = endUs
  }

  const settle = (): void => {
    for (let rounds = 0; pending.some(({ checker }) => checker === null); rounds++) {
      if (rounds > 1_000) throw new Error('the kernel never rests')
      pass(world.kernelUs)
    }
  }

  const world: World = {
    state,
    kernel,
    trace: [],
    orders: [],
    running: new Set(),
    asked: [],
    down: new Set(),
    refuse: () => null,
    broken: false,
    silent: false,
    checkUs: 1_000,
    kernelUs: 100,
    result: (_checker, up) =>
      up
        ? { up: true, words: 'TCP connection to {server} success.' }
        : { up: false, words: 'TCP connection to {server} failed.' },
    start: (config, global = {}, seed = 1) => post({ kind: 'start', global: globalConfig(global), config, seed }),
    reload: (config, global = {}) => post({ kind: 'reload', global: globalConfig(global), config }),
    stop: () => post({ kind: 'stop' }),
    post,
    pass,
    settle,
    now: () => now,
    stopped: () => ended,
  }
  return world
}

function urlsOf(checker: CheckerConfig): readonly HttpUrlConfig[] {
  return checker.kind === 'http' ? checker.urls : []
}

function markText({ protocol, first, last, port, mark }: MarkedAddresses): string {
  return `${protocol} ${writeIp(first)}-${writeIp(last)}:${port} ${mark}`
}

function traceLine(action: LvsAction): string | null {
  switch (action.kind) {
    case 'log':
      return action.text
    case 'fifo':
      return `fifo ${action.line}`
    case 'notify':
      return `run ${action.command.text}`
    case 'mail':
      return `mail ${action.subject} ${action.body}`
    case 'sync-daemon':
      return `sync-daemon ${action.run ? 'start' : 'stop'} ${action.role} ${action.daemon.interface} ${action.daemon.syncId}`
    case 'mark-packets':
      return `mark ${action.marks?.addresses.map(markText).join(', ') ?? 'nothing'}`
    case 'stopped':
      return 'stopped'
    case 'check':
    case 'cancel-check':
    case 'read-kernel':
    case 'apply':
      return null
  }
}

/** The table as `ipvsadm -Sn` would tell it: one line per service and destination, sorted. */
export function tableText(kernel: KernelTable): string[] {
  return [...kernel]
    .flatMap(([id, { service, destinations }]) => [
      `${id} ${service.scheduler}${service.timeoutS > 0 ? ` persistent ${service.timeoutS}` : ''}`,
      ...[...destinations].map(([key, { forwarding, weight }]) => `${id} -> ${key} ${forwarding} ${weight}`),
    ])
    .sort()
}
