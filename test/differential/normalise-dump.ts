/**
 * What is allowed to differ between the original's dump of a configuration and ours: the whole list, each with its
 * reason. Everything else must be equal, line for line.
 */

/** Changes to the file that the original is given. Ours always reads the file as it is. */
export interface WordChange {
  readonly pattern: RegExp
  readonly replacement: string
  readonly reason: string
}

/**
 * Words of 2002 that the original no longer knows and skips, and that we obey: the original is given their modern
 * spelling, so that both mean the same.
 */
export const wordChanges: readonly WordChange[] = [
  { pattern: /\blvs_id\b/g, replacement: 'router_id', reason: 'old name of router_id' },
  { pattern: /\blvs_sync_daemon_inteface\b/g, replacement: 'lvs_sync_daemon_interface', reason: 'old misspelling' },
  {
    pattern: /\bnb_get_retry\b/g,
    replacement: 'retry',
    reason: 'old name of retry; the original still knows it in HTTP_GET, not in TCP_CHECK',
  },
  {
    pattern: /^\s*nat_mask\b.*$/gm,
    replacement: '',
    reason: 'without effect since Linux 2.4; the original complains of it',
  },
]

/** For a kernel without IPVS, where the original's VRRP process ends as soon as a synchronisation daemon is asked for. */
export const withoutIpvs: readonly WordChange[] = [
  { pattern: /^\s*lvs_sync_daemon_inter?face\b.*$/gm, replacement: '', reason: 'needs IPVS in the kernel' },
]

export function changeWords(text: string, changes: readonly WordChange[]): string {
  return changes.reduce((changed, { pattern, replacement }) => changed.replace(pattern, replacement), text)
}

export interface LineChange {
  readonly pattern: RegExp
  /** null: the line is left out */
  readonly replacement: string | null
  readonly reason: string
}

export const lineChanges: readonly LineChange[] = [
  {
    pattern: /^ {3}Original promote_secondaries \d+$/,
    replacement: null,
    reason: 'a setting of the kernel that we do not read; what ran before may have left it either way',
  },
  {
    pattern: /^ libnftnl version .*$/,
    replacement: null,
    reason: 'version of a library that only the original is linked with',
  },
  {
    pattern: /\d+\.\d{6} \([A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?: \d{4})?\.\d{6}(?: \d{4})?\)/,
    replacement: 'TIME',
    reason: 'moments of this run',
  },
  { pattern: /fd_in \d+(,?) fd_out/, replacement: 'fd_in N$1 fd_out', reason: 'numbers of descriptors' },
  { pattern: /fd_out( =)? \d+/, replacement: 'fd_out$1 N', reason: 'numbers of descriptors' },
]

/** More of it where random addresses and routes are set, not all of which the kernel takes. */
export const randomLineChanges: readonly LineChange[] = [
  { pattern: /^( {5}\S.*) set$/, replacement: '$1', reason: 'whether the kernel took a static address' },
  { pattern: / \[installed ifindex \d+\]$/, replacement: '', reason: 'whether the kernel took a static route' },
  {
    pattern: /^ {3}rp_filter \d+$/,
    replacement: null,
    reason: 'settings of the kernel that we neither read nor change',
  },
  {
    pattern: /^ {3}Original arp_(ignore|filter) \d$/,
    replacement: null,
    reason: 'settings of the kernel that we do not read',
  },
  { pattern: /^( {5}Regex options:) .*$/, replacement: '$1 SOME', reason: 'the original writes all when there is any' },
]

/** More of it in the data of a running process: what only the kernel or a part that we do not have can know. */
export const runningLineChanges: readonly LineChange[] = [
  {
    pattern: /^ {3}rp_filter \d+$/,
    replacement: null,
    reason: 'settings of the kernel that we neither read nor change',
  },
  {
    pattern: /^ {3}Not IPv6 forwarding\. Last checked .*$/,
    replacement: null,
    reason: 'the original reads this before it sends a neighbour advertisement',
  },
  { pattern: / nftable_set$/, replacement: '', reason: 'we make no nftables rule' },
  {
    pattern: /^ {3}Master down timer = 1 usecs$/,
    replacement: '   Master down timer = 3003906 usecs',
    reason: 'the original gives an owner at its start no timer',
  },
]

export function normaliseRunning(lines: readonly string[]): string[] {
  return normaliseLines(lines, [...lineChanges, ...runningLineChanges])
}

export function normaliseRandom(lines: readonly string[]): string[] {
  return normaliseLines(lines, [...lineChanges, ...randomLineChanges])
}

export function normaliseLines(lines: readonly string[], changes = lineChanges): string[] {
  const kept: string[] = []
  for (const line of lines) {
    let changed: string | null = line
    for (const { pattern, replacement } of changes) {
      if (changed === null || !pattern.test(changed)) continue
      changed = replacement === null ? null : changed.replace(pattern, replacement)
    }
    if (changed !== null) kept.push(changed)
  }
  return kept
}

/**
 * The dump in a log: from its first heading on, what is indented or a heading. Between its lines stand those of
 * other processes, which begin with a word.
 */
export function dumpInLog(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.startsWith('------< Global definitions'))
  return first < 0 ? [] : lines.slice(first).filter((line) => line.startsWith(' ') || line.startsWith('------<'))
}
