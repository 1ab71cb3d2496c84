/** Kernel settings under /proc/sys (sysctl(5)). */
import { readFileSync, writeFileSync } from 'node:fs'
import { asOperationError } from './libc.ts'

/** `path` as in `net/ipv4/conf/eth0/promote_secondaries`; null when there is no such setting. */
export function readSysctl(path: string): string | null {
  try {
    return readFileSync(`/proc/sys/${path}`, 'latin1').trim()
  } catch {
    // Safe: a kernel without the setting, or an interface that is gone.
    return null
  }
}

/** Throws OperationError. */
export function writeSysctl(path: string, value: string): void {
  try {
    writeFileSync(`/proc/sys/${path}`, `${value}\n`)
  } catch (thrown) {
    throw asOperationError(`sysctl ${path}`, thrown)
  }
}
