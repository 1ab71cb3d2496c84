/** Whether a configuration has anything that an engine might have to start: track, notify and check scripts, readers of FIFOs. */
import type { Config } from '../config/config.ts'

export function hasCommands({ global, vrrp, lvs }: Config): boolean {
  // The parent runs these two itself.
  return containsCommand({ ...global, startupScript: null, shutdownScript: null }) || [vrrp, lvs].some(containsCommand)
}

/** A command is the only thing that has words of a program. */
function containsCommand(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  return 'argv' in value || Object.values(value).some(containsCommand)
}
