/** Flags of IPVS services that belong to schedulers (linux/ip_vs.h). */
import type { SchedulerFlag } from '../grammar/lvs-values.ts'
import type { Mark } from '../lexer/sources.ts'
import type { Resolution } from './resolution.ts'
import { complain } from './resolution.ts'

export const IP_VS_SVC_F_SCHED1 = 0x0008
export const IP_VS_SVC_F_SCHED2 = 0x0010
export const IP_VS_SVC_F_SCHED3 = 0x0020

/** compat: each of these takes the words of the other without a complaint, and without effect. */
const HASHING: ReadonlySet<string> = new Set(['sh', 'mh'])

const FLAGS: Readonly<Record<string, { readonly bit: number; readonly needs: string | null }>> = {
  'flag-1': { bit: IP_VS_SVC_F_SCHED1, needs: null },
  'flag-2': { bit: IP_VS_SVC_F_SCHED2, needs: null },
  'flag-3': { bit: IP_VS_SVC_F_SCHED3, needs: null },
  'sh-fallback': { bit: IP_VS_SVC_F_SCHED1, needs: 'sh' },
  'sh-port': { bit: IP_VS_SVC_F_SCHED2, needs: 'sh' },
  'mh-fallback': { bit: IP_VS_SVC_F_SCHED1, needs: 'mh' },
  'mh-port': { bit: IP_VS_SVC_F_SCHED2, needs: 'mh' },
  // compat: the kernel sets the hashed flag itself; the word does nothing.
  hashed: { bit: 0, needs: 'sh' },
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
    if (flag.needs === null || (flag.needs === scheduler && mark > schedulerMark)) bits |= flag.bit
    // compat: the complaint names sh for the words of mh, too.
    else if (!HASHING.has(scheduler) || mark < schedulerMark)
      complain(
        resolution,
        mark,
        'scheduler-flag',
        `${word} only applies to sh scheduler - ignoring`,
        `write it below 'lvs_sched ${flag.needs}'`,
      )
  }
  return bits
}
