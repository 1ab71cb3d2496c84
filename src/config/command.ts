/** A command from the configuration, split into words once, so that no shell is between us and it. */
export interface Command {
  /** argv; the first word is the program, resolved to a path when one was found. Never empty. */
  readonly argv: readonly string[]
  /** As the operator wrote it: for the dump and for log lines. */
  readonly text: string
  /** Account to run it as; null means the default script account (`script_user`). */
  readonly uid: number | null
  readonly gid: number | null
  /** further groups; absent: none, or those of the default account */
  readonly groups?: readonly number[]
}
