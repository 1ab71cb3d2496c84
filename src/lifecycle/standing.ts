/** What a child has told last about its work, as far as one line of `systemctl status` can show it. */
export interface VrrpStanding {
  readonly kind: 'vrrp'
  readonly instances: number
  readonly masters: Named
  readonly faults: Named
}

export interface CheckerStanding {
  readonly kind: 'checker'
  readonly realServers: number
  readonly down: number
}

export type Standing = VrrpStanding | CheckerStanding

/** The first of them by name, and how many there are. */
export interface Named {
  readonly count: number
  readonly first: readonly string[]
}

const maxNames = 10

/** Whoever comes behind the tenth is counted only. */
export function firstNames(names: readonly string[]): Named {
  return { count: names.length, first: names.slice(0, maxNames) }
}

export function standingText(standing: Standing): string {
  return standing.kind === 'vrrp' ? vrrpText(standing) : checkerText(standing)
}

function vrrpText({ instances, masters, faults }: VrrpStanding): string {
  const master = masters.count === 0 ? `Master of none of ${instances} VRRP instance(s)` : `Master: ${listed(masters)}`
  const others = masters.count > 0 && masters.count < instances ? ` (${masters.count} of ${instances} instances)` : ''
  return `${master}${others}${faults.count === 0 ? '' : `; in fault: ${listed(faults)}`}`
}

function checkerText({ realServers, down }: CheckerStanding): string {
  return `${down} of ${realServers} real server(s) down`
}

function listed({ count, first }: Named): string {
  return `${first.join(', ')}${count > first.length ? ` and ${count - first.length} more` : ''}`
}
