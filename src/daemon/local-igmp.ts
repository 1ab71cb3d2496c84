/**
 * disable_local_igmp: the kernel's setting that keeps it from reporting membership of 224.0.0.0/24 (ip-sysctl,
 * igmp_link_local_mcast_reports), off while the VRRP process runs and as it was afterwards.
 */
import { OperationError } from '../lib/operation-error.ts'
import { readSysctl, writeSysctl } from '../linux/sysctl.ts'

const SETTING = 'net/ipv4/igmp_link_local_mcast_reports'

/** The function that it returns puts the setting back. A refusal goes to `failed`. */
export function disableLocalIgmp(failed: (message: string) => void): () => void {
  const before = readSysctl(SETTING)
  if (before === null || before === '0') return () => {}
  const set = (value: string): void => {
    try {
      writeSysctl(SETTING, value)
    } catch (error) {
      if (!(error instanceof OperationError)) throw error
      failed(error.message)
    }
  }
  set('0')
  return () => set(before)
}
