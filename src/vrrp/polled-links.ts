/**
 * Links whose state is polled (linkbeat_interfaces). What the kernel tells of them counts but for their carrier, which
 * is as the last poll found it.
 */
import type { VrrpConfig } from '../config/config.ts'
import { polledLinks } from '../config/polled-links.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { sameValue } from '../lib/same.ts'
import { lines } from './log-lines.ts'
import type { VrrpState } from './state.ts'
import { log, type Step } from './step-context.ts'

export function adoptPolledLinks(step: Step, config: VrrpConfig): void {
  const { state } = step
  const next = polledLinks(config)
  if (sameValue(next, state.linkbeat)) return
  state.linkbeat = next
  const names = new Set(next.polled.map((link) => link.interface))
  for (const name of [...state.polledLinks.keys()]) if (!names.has(name)) state.polledLinks.delete(name)
  for (const name of names) if (!state.polledLinks.has(name)) state.polledLinks.set(name, null)
  const index = (name: string): number => state.interfaces.get(name)?.index ?? 0
  for (const name of next.unused.toSorted((a, b) => index(a) - index(b))) log(step, 'info', lines.linkNotPolled(name))
  if (next.polled.length > 0) log(step, 'info', lines.pollingLinks())
  step.actions.push({ kind: 'poll-links', links: next.polled })
}

export function asPolled(state: VrrpState, link: InterfaceInfo): InterfaceInfo {
  const up = state.polledLinks.get(link.name) ?? null
  return up === null || up === link.running ? link : { ...link, running: up }
}
