/** Checks of our own reasoning. They stay on in production: a wrong state must stop one process, not spread. */

/** Throws when `condition` is false; the message says which belief of ours was wrong. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}

/** Marks a branch the compiler knows to be impossible. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
