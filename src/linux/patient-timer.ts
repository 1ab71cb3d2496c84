/**
 * The end of somebody's time to answer. A process that had no processor for a while finds its timers due before it has looked
 * at its sockets and children: what they said in time is heard first.
 */

/** The returned function takes it back. */
export function afterPatience(delayMs: number, end: () => void): () => void {
  let turn: NodeJS.Immediate | undefined
  const timer = setTimeout(() => (turn = setImmediate(end)), delayMs)
  return () => {
    clearTimeout(timer)
    clearImmediate(turn)
  }
}
