/**
 * Sees to it that a flood of packets with a wrong TTL does not fill a socket in which adverts wait: when too many come in a
 * second, the kernel is to drop them for a while. Those that come through are counted by the machine one by one.
 */
export interface TtlGuard {
  readonly see: (ttl: number) => void
  /** whether the kernel is to drop them now */
  readonly closed: () => boolean
  readonly end: () => void
}

const MOST_IN_A_SECOND = 200
const CLOSED_MS = 10_000

export function makeTtlGuard(
  changed: (closed: boolean) => void,
  nowMs: () => number = () => performance.now(),
): TtlGuard {
  let timer: NodeJS.Timeout | null = null
  let secondBeganMs = -Infinity
  let seen = 0

  function see(ttl: number): void {
    if (ttl === 255 || timer !== null) return
    const now = nowMs()
    if (now - secondBeganMs >= 1_000) {
      secondBeganMs = now
      seen = 0
    }
    if (++seen < MOST_IN_A_SECOND) return
    timer = setTimeout(() => {
      timer = null
      seen = 0
      changed(false)
    }, CLOSED_MS)
    timer.unref()
    changed(true)
  }

  function end(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  return { see, closed: () => timer !== null, end }
}
