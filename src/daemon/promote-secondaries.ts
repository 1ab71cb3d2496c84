/**
 * `promote_secondaries`: the kernel's setting of that name (ip-sysctl) is on while an instance on the interface asks for
 * it, and as it was afterwards. Without it, removing a virtual address may take others of its network along.
 */
import type { VrrpInstanceConfig } from '../config/config.ts'
import { readSysctl, writeSysctl } from '../linux/sysctl.ts'
import { messageOf } from '../lib/message-of.ts'

export interface PromoteSecondaries {
  readonly configure: (instances: readonly VrrpInstanceConfig[]) => void
  /** it is new, or made anew: its setting is the system's again */
  readonly appeared: (interfaceName: string) => void
  readonly close: () => void
}

const settingOf = (name: string): string => `net/ipv4/conf/${name}/promote_secondaries`

export function makePromoteSecondaries(failed: (message: string) => void): PromoteSecondaries {
  /** what to put back; null: it was on, or there is no such interface now */
  const before = new Map<string, string | null>()

  function configure(instances: readonly VrrpInstanceConfig[]): void {
    const wanted = new Set(instances.filter((each) => each.promoteSecondaries).map((each) => each.interface))
    for (const name of [...before.keys()]) if (!wanted.has(name)) restore(name)
    for (const name of wanted) if (!before.has(name)) turnOn(name)
  }

  function turnOn(name: string): void {
    const value = readSysctl(settingOf(name))
    const isOff = value === '0'
    before.set(name, isOff ? value : null)
    if (isOff) write(name, '1')
  }

  function restore(name: string): void {
    const value = before.get(name) ?? null
    before.delete(name)
    if (value !== null && readSysctl(settingOf(name)) !== null) write(name, value)
  }

  function write(name: string, value: string): void {
    try {
      writeSysctl(settingOf(name), value)
    } catch (error) {
      // Safe: the addresses are set all the same; what others lose is told.
      failed(messageOf(error))
    }
  }

  return {
    configure,
    appeared: (name) => {
      if (before.has(name) && readSysctl(settingOf(name)) === '0') turnOn(name)
    },
    close: () => {
      for (const name of [...before.keys()]) restore(name)
    },
  }
}
