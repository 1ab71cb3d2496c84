/** Commands of the configuration: which account they run under, and how their end reads in the log. */
import type { Command } from '../config/command.ts'
import type { GlobalConfig } from '../config/config.ts'
import type { CommandResult, CommandRun } from '../linux/spawn.ts'

/** Its own account, or the default of `script_user`. */
export function accountOf(command: Command, global: GlobalConfig): Pick<CommandRun, 'uid' | 'gid' | 'groups'> {
  const { uid, gid, groups = [] } = command
  return uid === null || gid === null
    ? { uid: global.scriptUid, gid: global.scriptGid, groups: global.scriptGroups ?? [] }
    : { uid, gid, groups }
}

export function describeResult(result: CommandResult): string {
  switch (result.kind) {
    case 'exit':
      return `status ${result.status}`
    case 'signal':
      return result.signal
    case 'timeout':
      return 'stopped'
    case 'failed':
      return result.reason
  }
}
