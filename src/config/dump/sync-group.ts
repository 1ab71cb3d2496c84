/** Section "VRRP Sync groups". */
import type { Config, SyncGroupConfig } from '../config.ts'
import type { VrrpView } from './view.ts'
import { lines, row, text, writeScript, writeTable, yesNo } from './writers.ts'
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

const table: DumpTable<GroupSubject> = [
  text(({ membersInFault, membersInInit }) => `Num member fault ${membersInFault}, num member init ${membersInInit}`),
  lines(({ group }) => titled('VRRP member instances :', group.members)),
  text(({ group }) => (group.trackingWeight ? 'sync group tracking weight set' : null)),
  row('Using smtp notification', ({ group }) => yesNo(group.smtpAlert)),
  row('Notify priority changes', ({ group }) =>
    group.notifyPriorityChanges === undefined ? null : yesNo(group.notifyPriorityChanges),
  ),
  lines(({ group }) =>
    titled(
      'Tracked interfaces :',
      group.trackInterfaces.map((each) => `${each.interface} weight ${weight(each)}`),
    ),
  ),
  lines(({ group }) =>
    titled(
      'Tracked scripts :',
      group.trackScripts.map((each) => `${each.script} weight ${weight(each)}`),
    ),
  ),
  lines(({ group }) =>
    titled(
      'Tracked files :',
      (group.trackFiles ?? []).map((each) => `${each.file}, weight ${weight(each)}`),
    ),
  ),
  lines(({ group }) =>
    titled(
      'Tracked process :',
      group.trackProcesses.map((each) => `${each.process}, weight ${weight(each)}`),
    ),
  ),
  lines(({ group }) =>
    titled(
      'Tracked BFDs :',
      (group.trackBfd ?? []).map((each) => `${each.session}: weight ${weight(each)}`),
    ),
  ),
  row(
    'Backup state transition script',
    ({ group, account }) => group.notify.backup && writeScript(group.notify.backup, account),
  ),
  row(
    'Master state transition script',
    ({ group, account }) => group.notify.master && writeScript(group.notify.master, account),
  ),
  row(
    'Fault state transition script',
    ({ group, account }) => group.notify.fault && writeScript(group.notify.fault, account),
  ),
  row(
    'Stop state transition script',
    ({ group, account }) => group.notify.stop && writeScript(group.notify.stop, account),
  ),
  row(
    'Generic state transition script',
    ({ group, account }) => group.notify.any && writeScript(group.notify.any, account),
  ),
]

function titled(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [title, ...entries.map((entry) => `  ${entry}`)]
}

function weight(tracked: { readonly weight: number; readonly reverse: boolean }): string {
  return `${tracked.weight}${tracked.reverse ? ' reverse' : ''}`
}
