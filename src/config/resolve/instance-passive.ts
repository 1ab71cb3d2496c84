/** What an instance says of VRFs. It has no effect so far, but a mistake in it is found as keepalived finds it. */
import type { InstanceBlock, InstanceContext } from './instance.ts'
import { complain } from './resolution.ts'

/** Before all else: an interface that is missing ends a test, even in an instance that cannot run. */
export function checkVrf(block: InstanceBlock, { interfaces, resolution }: InstanceContext): void {
  const { values: s, marks, args, mark } = block
  if (s.vrf === undefined) return
  const name = args[0] ?? ''
  const at = marks['vrf'] ?? mark
  if (at > (marks['interface'] ?? Infinity)) {
    complain(resolution, at, 'vrf', `(${name}) Cannot specify VRF interface and interface - ignoring`)
    return
  }
  interfaces.checkTracked(s.vrf, at, `(${name}) WARNING - VRF interface ${s.vrf} doesn't exist`)
  if (s.interface === undefined) return
  complain(resolution, at, 'vrf', `(${name}) vrf can only be specified without interface - clearing`)
}
