/** Keywords of `vrrp_sync_group`, `vrrp_script` and `vrrp_track_process`. */
import { US_PER_S } from '../../lib/time.ts'
import { contextOf, lines, wordList } from './block.ts'
import { command } from './command.ts'
import { user } from './global-values.ts'
import { plainEntries } from './passive-blocks.ts'
import { trueFalse, yesNo } from './dumped.ts'
import type { RowSpec } from './row.ts'
import { boolean, flag, integer, seconds } from './scalar.ts'
import { paramMatch, processWords, scriptInterval, scriptTimeout, weighted } from './tracker-values.ts'
import { trackInterface, trackProcess, trackSamples, trackScript } from './track.ts'

const notifyOnce = (keyword: string): string => `(%o) ${keyword} script already specified - ignoring %w`

// prettier-ignore
export const syncGroupRows = [
  {
    name: 'group', field: 'members',
    value: wordList('<vrrp_instance> ...', ['a'], 'Warning - sync group %o has empty group block'),
    once: 'Group list already specified for sync group %o', dumped: { label: 'VRRP member instances', as: 'list' },
    doc: 'instances that change state together',
  },
  {
    name: 'track_interface', field: 'trackInterfaces',
    value: lines('<interface> [weight <-253..253>] [reverse]', trackInterface), repeat: true,
    dumped: { label: 'Tracked interfaces', as: 'list' }, doc: 'interfaces that all members watch',
  },
  {
    name: 'track_script', field: 'trackScripts',
    value: lines('<vrrp_script> [weight <-253..253> [reverse]]', trackScript), repeat: true,
    dumped: { label: 'Tracked scripts', as: 'list' }, doc: 'scripts that all members watch',
  },
  {
    name: 'track_process', field: 'trackProcesses',
    value: lines('<vrrp_track_process> [weight <-254..254> [reverse]]', trackProcess), repeat: true,
    dumped: { label: 'Tracked process', as: 'list' }, doc: 'processes that all members watch',
  },
  {
    name: 'track_file', field: 'trackFiles',
    value: plainEntries('<track_file> [weight <-254..254> [reverse|noreverse]]', trackSamples(254)),
    repeat: true, dumped: { label: 'Tracked files', as: 'list' },
    doc: 'files that all members watch',
  },
  {
    name: 'track_bfd', field: 'trackBfd',
    value: plainEntries('<bfd_instance> [weight <-253..253> [reverse]]', trackSamples(253)),
    repeat: true, status: 'parsed', dumped: { label: 'Tracked BFDs', as: 'list' },
    doc: 'BFD sessions that all members watch',
  },
  {
    name: 'notify_master', field: 'notifyMaster', value: command, once: notifyOnce('notify_master'),
    dumped: { label: 'Master state transition script', as: 'script' }, doc: 'run when the group becomes master',
  },
  {
    name: 'notify_backup', field: 'notifyBackup', value: command, once: notifyOnce('notify_backup'),
    dumped: { label: 'Backup state transition script', as: 'script' }, doc: 'run when the group becomes backup',
  },
  {
    name: 'notify_fault', field: 'notifyFault', value: command, once: notifyOnce('notify_fault'),
    dumped: { label: 'Fault state transition script', as: 'script' }, doc: 'run when the group fails',
  },
  {
    name: 'notify_stop', field: 'notifyStop', value: command, once: notifyOnce('notify_stop'),
    dumped: { label: 'Stop state transition script', as: 'script' }, doc: 'run when we stop',
  },
  {
    name: 'notify', field: 'notifyAny', value: command, once: notifyOnce('notify'),
    dumped: { label: 'Generic state transition script', as: 'script' }, doc: 'run on every change of the group',
  },
  {
    name: 'smtp_alert', field: 'smtpAlert', value: boolean, bad: 'Invalid vrrp_group smtp_alert parameter %w',
    default: 'smtp_alert_vrrp', dumped: { label: 'Using smtp notification', as: yesNo },
    doc: 'mail on every change of the group',
  },
  {
    name: 'global_tracking', field: 'globalTracking', value: flag,
    deprecated: '(%o) global_tracking is deprecated. Use track_interface/script/file on the sync group',
    oldNameOf: 'sync_group_tracking_weight', dumped: { inLineOf: 'sync_group_tracking_weight' },
    doc: 'old form of sync_group_tracking_weight',
  },
  {
    name: 'sync_group_tracking_weight', field: 'trackingWeight', value: flag, default: 'off',
    dumped: { label: 'sync group tracking weight set', as: 'label' }, doc: 'members keep tracking weights of their own',
  },
  {
    name: 'notify_priority_changes', field: 'notifyPriorityChanges', value: boolean,
    bad: "(%o) Invalid value '%w' for sync group notify_priority_changes specified",
    default: 'vrrp_notify_priority_changes', dumped: { label: 'Notify priority changes', as: yesNo },
    doc: 'priority changes of members to the FIFOs',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const scriptRows = [
  {
    name: 'script', field: 'command', value: command, missing: 'No script set for vrrp_script %o',
    onInvalid: 'reject',
    dumped: { label: 'Command', as: 'command' }, doc: 'what to run; exit status 0 is good',
  },
  {
    name: 'interval', field: 'intervalUs', value: scriptInterval, default: '1',
    bad: "(%o): vrrp script interval '%w' must be between 1 and 4294 - ignoring",
    dumped: { label: 'Interval', as: 'short seconds', after: ' sec' }, doc: 'time between two runs',
  },
  {
    name: 'timeout', field: 'timeoutUs', value: scriptTimeout, default: 'interval',
    bad: "(%o): vrrp script timeout '%w' invalid - ignoring",
    dumped: { label: 'Timeout', as: 'short seconds', after: ' sec' }, doc: 'a run that takes longer has failed',
  },
  {
    name: 'weight', field: 'weight', value: weighted(253), default: '0',
    bad: 'vrrp_script %o weight %w must be in [-253, 253]', dumped: { label: 'Weight', as: 'weight' },
    doc: 'change of priority; 0: failure is FAULT',
  },
  {
    name: 'rise', field: 'rise', value: integer(1, 2147483647), default: '1', onInvalid: 'default',
    bad: "(%o): vrrp script rise value '%w' invalid, defaulting to 1", dumped: { label: 'Rise' },
    doc: 'good runs in a row until it counts as up',
  },
  {
    name: 'fall', field: 'fall', value: integer(1, 2147483647), default: '1', onInvalid: 'default',
    bad: "(%o): vrrp script fall value '%w' invalid, defaulting to 1", dumped: { label: 'Fall' },
    doc: 'bad runs in a row until it counts as down',
  },
  {
    name: 'user', field: 'user', value: user, default: 'script_user', onInvalid: 'reject',
    dumped: { label: 'Script uid:gid' }, doc: 'account to run it as',
  },
  {
    name: 'init_fail', field: 'initFail', value: flag, default: 'off',
    undumped: 'compat: it begins as INIT all the same', doc: 'counts as failed until it has succeeded',
  },
] as const satisfies readonly RowSpec[]

// prettier-ignore
export const processRows = [
  {
    name: 'process', field: 'process', value: processWords,
    once: 'Process already set for track process %o - ignoring %w',
    dumped: { label: 'Process' }, doc: 'program to look for, with parameters when they matter',
  },
  {
    name: 'param_match', field: 'paramMatch', value: paramMatch, bad: 'Invalid param_match type %w - ignoring',
    default: 'exact',
    dumped: { label: 'Param match', as: { exact: '', initial: ' = initial', partial: ' = partial' }, sign: '' },
    doc: 'how its parameters are compared',
  },
  {
    name: 'weight', field: 'weight', value: weighted(254), default: '0',
    missing: 'No weight specified for track process %o - ignoring',
    once: 'Weight already set for track process %o - ignoring %w',
    bad: 'Weight (%w) for vrrp_track_process %o must be between [-254..254] inclusive. Ignoring...',
    dumped: { label: 'Weight', as: 'weight' }, doc: 'change of priority; 0: failure is FAULT',
  },
  {
    name: 'quorum', field: 'quorum', value: integer(1, 65535), default: '1',
    bad: 'Quorum (%w) for vrrp_track_process %o must be between [1..65535] inclusive. Ignoring...',
    dumped: { label: 'Min processes' }, doc: 'how many must run',
  },
  {
    name: 'quorum_max', field: 'quorumMax', value: integer(0, 65535), default: 'unlimited',
    bad: 'quorum_max (%w) for vrrp_track_process %o must be between [0..65535] inclusive. Ignoring...',
    dumped: { label: 'Max processes' }, doc: 'how many may run',
  },
  {
    name: 'delay', field: 'delayUs', value: seconds(1, 3600 * US_PER_S), default: '0',
    bad: 'delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...',
    dumped: { inLineOf: 'terminate_delay' }, doc: 'both delays',
  },
  {
    name: 'terminate_delay', field: 'terminateDelayUs', value: seconds(1, 3600 * US_PER_S), default: '0',
    bad: 'terminate_delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...',
    dumped: { label: 'Terminate delay', as: 'seconds', after: 's' }, doc: 'wait after a process has gone',
  },
  {
    name: 'fork_delay', field: 'forkDelayUs', value: seconds(1, 3600 * US_PER_S), default: '0',
    bad: 'fork_delay (%w) for vrrp_track_process %o must be between [0.000001..3600] inclusive. Ignoring...',
    dumped: { label: 'Fork delay', as: 'seconds', after: 's' }, doc: 'wait after a process has come',
  },
  {
    name: 'full_command', field: 'fullCommand', value: flag, default: 'off',
    dumped: { label: 'Full command', as: trueFalse },
    doc: 'compare the whole command line',
  },
] as const satisfies readonly RowSpec[]

export const syncGroupContext = contextOf('vrrp_sync_group', syncGroupRows)
export const scriptContext = contextOf('vrrp_script', scriptRows)
export const processContext = contextOf('vrrp_track_process', processRows)
