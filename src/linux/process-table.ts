/**
 * Which processes run, from /proc (proc(5)), and which of them a vrrp_track_process means.
 *
 * compat: the matching is the original's, found by trying: by the kernel's name of the process (`comm`, 15 octets: a
 * longer word never matches), unless parameters, param_match or full_command make it the command line.
 */
import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessSpec {
  readonly name: string
  /** as written */
  readonly process: string
  readonly params: readonly string[] | null
  readonly paramMatch: 'exact' | 'partial' | 'initial' | null
  readonly fullCommand: boolean
}

/** True when only the kernel's name of the process counts. */
export function matchesByName(spec: ProcessSpec): boolean {
  return !spec.fullCommand && spec.paramMatch === null && (spec.params ?? []).length === 0
}

/** `commandLine` as /proc gives it: words, each with a zero octet behind it. */
export function matchesProcess(spec: ProcessSpec, name: string, commandLine: string): boolean {
  if (matchesByName(spec)) return name === spec.process
  const params = spec.params ?? []
  const wanted = [spec.process, ...params].join('\0')
  switch (spec.paramMatch) {
    case 'initial':
      return commandLine.startsWith(wanted)
    case 'partial':
      return commandLine.startsWith(`${wanted}\0`)
    case 'exact':
      return commandLine === `${wanted}\0`
    case null:
      // full_command alone says nothing about parameters; parameters alone are all of them.
      return params.length > 0 ? commandLine === `${wanted}\0` : commandLine.startsWith(`${wanted}\0`)
  }
}

export function listProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** Null when the process is gone, or has ended and only waits for its parent to notice. */
export function readProcess(
  pid: number,
  withCommandLine: boolean,
): { readonly name: string; readonly commandLine: string } | null {
  try {
    // `pid (name) state ...`, where the name may hold brackets and blanks itself.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const end = stat.lastIndexOf(')')
    if (/^[ZX]/.test(stat.slice(end + 2))) return null
    const name = stat.slice(stat.indexOf('(') + 1, end)
    return { name, commandLine: withCommandLine ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '' }
  } catch {
    // Safe: it ended while we looked, as processes do.
    return null
  }
}
