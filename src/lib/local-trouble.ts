/**
 * Why a script could not be run for a reason of this host's own: no processes, descriptors or memory, or the process that
 * starts scripts died meanwhile. That is no verdict about what the script looks at.
 */
const localTroubles: ReadonlySet<string> = new Set(['EAGAIN', 'ECONNRESET', 'EMFILE', 'ENFILE', 'ENOMEM'])

export function isLocalTrouble(errno: string): boolean {
  return localTroubles.has(errno)
}
