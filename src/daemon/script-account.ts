/** Which account a command runs under: its own, or the default of `script_user`. */
import type { Command } from '../config/command.ts'
import type { GlobalConfig } from '../config/config.ts'

export function accountOf(command: Command, global: GlobalConfig): { readonly uid: number; readonly gid: number } {
  return { uid: command.uid ?? global.scriptUid, gid: command.gid ?? global.scriptGid }
}
