/** Section "VRRP Sync groups". */
import type { Config, SyncGroupConfig } from '../config.ts'
import { syncGroupContext } from '../grammar/vrrp-others.ts'
import { linesOf } from './keyword-lines.ts'
import { trackingLists } from './tracked-entries.ts'
import type { VrrpView } from './view.ts'
import { text, writeTable } from './writers.ts'
import type { Account, DumpTable } from './writers.ts'

interface GroupSubject {
  readonly group: SyncGroupConfig
  readonly account: Account
  readonly membersInFault: number
  readonly membersInInit: number
}

export function dumpSyncGroups(config: Config, view: VrrpView): string[] {
  const { syncGroups } = config.vrrp
  if (syncGroups.length === 0) return []
  const written = syncGroups.flatMap((group) => {
    const { state, membersInFault, membersInInit } = view.groups[group.name] ?? {
      state: 'BACKUP',
      membersInFault: 0,
      membersInInit: 0,
    }
    const subject: GroupSubject = { group, account: config.global, membersInFault, membersInInit }
    return [` VRRP Sync Group = ${group.name}, ${state}`, ...writeTable(table, subject, 3)]
  })
  return ['------< VRRP Sync groups >------', ...written]
}

const line = linesOf(
  syncGroupContext,
  ({ group }: GroupSubject) => group,
  ({ account }) => account,
)

const table: DumpTable<GroupSubject> = [
  text(({ membersInFault, membersInInit }) => `Num member fault ${membersInFault}, num member init ${membersInInit}`),
  line('group', ({ group }) => group.members),
  line('sync_group_tracking_weight'),
  line('smtp_alert'),
  line('notify_priority_changes'),
  ...trackingLists(line, ({ group }) => group),
  line('notify_backup', ({ group }) => group.notify.backup),
  line('notify_master', ({ group }) => group.notify.master),
  line('notify_fault', ({ group }) => group.notify.fault),
  line('notify_stop', ({ group }) => group.notify.stop),
  line('notify', ({ group }) => group.notify.any),
]
