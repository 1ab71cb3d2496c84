/**
 * How this process runs, as `global_defs` wants it: its name, priority, processors, and code that is never swapped out
 * (sched(7), setrlimit(2), mlock(2)). What the kernel refuses is told, and everything else goes on.
 */
import type { AutoPriorityConfig, ProcessConfig } from '../config/config.ts'
import { messageOf } from '../lib/message-of.ts'
import { US_PER_MS, US_PER_S, type Us } from '../lib/time.ts'
import {
  limitRealTime,
  lockCode,
  setNice,
  setOrdinaryScheduling,
  setProcessName,
  setProcessors,
  setRealTimePriority,
  unlockCode,
} from '../linux/scheduling.ts'
import type { Logger } from './logging.ts'

export interface ProcessSettings {
  /** at start and at each reload: what has changed since the last time is set */
  readonly configure: (process: ProcessConfig, auto: AutoPriorityConfig) => void
  /** a deadline was served that much too late: the priority may rise (`max_auto_priority`) */
  readonly late: (lateUs: Us) => void
}

/** One line in this time about the limit of real-time work, however often the kernel tells it. */
const limitLineUs = 60 * US_PER_S

export function makeProcessSettings(log: Logger['log'], nowUs: () => Us): ProcessSettings {
  let current: ProcessConfig | null = null
  let auto: AutoPriorityConfig = { most: 0, leastDelayUs: US_PER_S }
  let realTime = 0
  let limitSaidAt: Us = -limitLineUs

  // Without a listener the signal would end the process.
  process.on('SIGXCPU', () => {
    if (nowUs() - limitSaidAt < limitLineUs) return
    limitSaidAt = nowUs()
    log('warning', 'Real-time limit reached: this process worked longer without a pause than *_rlimit_rttime allows')
  })

  function configure(next: ProcessConfig, nextAuto: AutoPriorityConfig): void {
    const { name, nice, rtPriority, cpuAffinity, noSwap } = next
    auto = nextAuto
    if (name !== null && name !== current?.name) attempt('name', () => setProcessName(name))
    if (nice !== (current?.nice ?? 0)) attempt('priority', () => setNice(nice))
    if (cpuAffinity.join() !== (current?.cpuAffinity ?? []).join()) {
      attempt('CPU affinity', () => setProcessors(cpuAffinity))
    }
    if (noSwap !== (current?.noSwap ?? false)) attempt('no_swap', noSwap ? lockCode : unlockCode)
    if (rtPriority !== (current?.rtPriority ?? 0)) {
      attempt('real-time priority', () => {
        if (rtPriority > 0) setRealTimePriority(rtPriority)
        else setOrdinaryScheduling()
        realTime = rtPriority
      })
    }
    current = next
    if (realTime > 0) attempt('real-time limit', limit)
  }

  function late(lateUs: Us): void {
    if (lateUs < auto.leastDelayUs || realTime >= auto.most) return
    const next = realTime + 1
    attempt('real-time priority', () => {
      setRealTimePriority(next)
      log('info', `${Math.round(lateUs / US_PER_MS)} ms late: real-time priority raised from ${realTime} to ${next}`)
      realTime = next
      limit()
    })
  }

  function limit(): void {
    if (current !== null) limitRealTime(current.rlimitRttimeUs)
  }

  function attempt(what: string, change: () => void): void {
    try {
      change()
    } catch (error) {
      // A missing right is no reason to leave addresses unguarded.
      log('warning', `Unable to set ${what}: ${messageOf(error)}`)
    }
  }

  return { configure, late }
}
