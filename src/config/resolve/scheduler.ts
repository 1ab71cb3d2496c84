/** Flags of IPVS services that belong to schedulers (linux/ip_vs.h). */
import type { SchedulerFlag } from '../grammar/lvs-values.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

export const IP_VS_SVC_F_SCHED1 = 0x0008
export const IP_VS_SVC_F_SCHED2 = 0x0010
export const IP_VS_SVC_F_SCHED3 = 0x0020

const FLAGS: Readonly<Record<string, { readonly bit: number; readonly scheduler: string | null }>> = {
  'flag-1': { bit: IP_VS_SVC_F_SCHED1, scheduler: null },
  'flag-2': { bit: IP_VS_SVC_F_SCHED2, scheduler: null },
  'flag-3': { bit: IP_VS_SVC_F_SCHED3, scheduler: null },
  'sh-fallback': { bit: IP_VS_SVC_F_SCHED1, scheduler: 'sh' },
  'sh-port': { bit: IP_VS_SVC_F_SCHED2, scheduler: 'sh' },
  'mh-fallback': { bit: IP_VS_SVC_F_SCHED1, scheduler: 'mh' },
  'mh-port': { bit: IP_VS_SVC_F_SCHED2, scheduler: 'mh' },
  // compat: the kernel sets the hashed flag itself; the word does nothing.
  hashed: { bit: 0, scheduler: 'sh' },
}

/** `schedulerMark`: where the scheduler was named; compat: its flags count only after it. */
export function resolveFlags(
  flags: readonly SchedulerFlag[],
  scheduler: string,
  schedulerMark: Mark,
  resolution: Resolution,
): number {
  let bits = 0
  for (const { keyword: word, mark } of flags) {
    const flag = FLAGS[word]
    if (flag === undefined) continue
    const applies = flag.scheduler === scheduler && mark > schedulerMark
    if (flag.scheduler === null || applies) bits |= flag.bit
    // compat: the complaint names sh for the words of mh, too.
    else
      complain(
        resolution,
        mark,
        'scheduler-flag',
        `${word} only applies to sh scheduler - ignoring`,
        `write it below 'lvs_sched ${flag.scheduler}'`,
      )
  }
  return bits
}
