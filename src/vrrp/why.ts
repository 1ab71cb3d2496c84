/** Why an instance changed its state, in words: for status, not for the log, whose words are keepalived's. */
import { writeIp } from '../lib/ip.ts'
import type { InstanceEvents } from './instance-events.ts'
import type { Fault, Instance } from './state.ts'

/** What has to be looked at before the change: it is forgotten in it. */
export interface Before {
  readonly masterAddress: Instance['masterAddress']
  readonly masterPriority: number
}

export function whyChanged<E extends keyof InstanceEvents>(
  instance: Instance,
  name: E,
  event: InstanceEvents[E],
  before: Before,
): string {
  switch (name) {
    case 'start':
      return instance.state === 'master' ? 'start as owner of the addresses' : 'start'
    case 'heard-equal':
    case 'heard-higher': {
      const { from, advert } = event as InstanceEvents['heard-higher']
      const rank =
        name === 'heard-equal'
          ? `the same priority ${advert.priority} and a higher address`
          : `priority ${advert.priority}`
      return `heard ${writeIp(from)} with ${rank}`
    }
    case 'master-down':
      return before.masterAddress === null
        ? 'no master was heard'
        : `no advert of ${writeIp(before.masterAddress)} (priority ${before.masterPriority}) came in time`
    case 'advert-due':
      return 'held up for so long that a backup could have taken over'
    case 'fault':
      return instance.faults.length === 0 ? withGroup(instance) : instance.faults.map(faultInWords).join(', ')
    case 'recovered':
      return 'nothing is at fault any more'
    case 'group-master':
    case 'group-backup':
    case 'group-fault':
      return withGroup(instance)
    case 'stop':
      return 'stop'
    default:
      return name
  }
}

function withGroup({ group }: Instance): string {
  return `with its sync group ${group?.config.name ?? ''}`
}

export function faultInWords(fault: Fault): string {
  switch (fault.kind) {
    case 'interface':
      return `interface ${fault.interface} is down or missing`
    case 'no-address':
      return 'the interface has no address to send from'
    case 'no-source':
      return 'the configured source address is not on this host'
    case 'no-peers':
      return 'there is no unicast peer'
    case 'script':
      return `script ${fault.script} fails`
    case 'process':
      return `process ${fault.process} has no quorum`
    case 'bfd':
      return `BFD session ${fault.session} is down`
    case 'file':
      return `file ${fault.file} says so`
  }
}
