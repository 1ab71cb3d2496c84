/** The last line of a child: with -D it tells the processor time that it used, as the original's does. */

export function usageLine(detailed: boolean): string {
  if (!detailed) return 'Stopped'
  const { user, system } = process.cpuUsage()
  return `Stopped - used ${seconds(user)} user time, ${seconds(system)} system time`
}

function seconds(us: number): string {
  return (us / 1_000_000).toFixed(6)
}
