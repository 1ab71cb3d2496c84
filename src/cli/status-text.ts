/** The status for people: one block an instance, a group, a virtual server. */
import type {
  CheckStatus,
  ConfigStatus,
  InstanceStatus,
  RealServerStatus,
  StatusDocument,
  TrackerStatus,
  Unanswered,
  VirtualServerStatus,
} from '../daemon/status-document.ts'

export function writeStatus(status: StatusDocument): string {
  const now = Date.parse(status.now)
  const lines = [
    `${status.program}, process ${status.pid}, since ${when(status.startedAt, now)}`,
    ...configLines(status.config, now),
    ...status.processes
      .filter(({ state }) => state !== 'absent' && state !== 'running')
      .map(
        ({ name, state }) => `the ${name} process is ${state === 'waiting' ? 'dead and will be started again' : state}`,
      ),
  ]
  if (status.vrrp !== null)
    lines.push('', ...(isUnanswered(status.vrrp) ? [`VRRP: ${status.vrrp.error}`] : vrrpLines(status.vrrp, now)))
  if (status.lvs !== null)
    lines.push('', ...(isUnanswered(status.lvs) ? [`LVS: ${status.lvs.error}`] : lvsLines(status.lvs, now)))
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function isUnanswered(part: object): part is Unanswered {
  return 'error' in part
}

function configLines({ file, loadedAt, lastReload }: ConfigStatus, now: number): string[] {
  const lines = [`configuration ${file}, read ${when(loadedAt, now)}`]
  if (lastReload === null) return lines
  const { result, startedAt, reasons } = lastReload
  lines.push(`last reload ${when(startedAt, now)}: ${result}`, ...reasons.map((reason) => `  ${reason}`))
  return lines
}

function vrrpLines(
  {
    instances,
    syncGroups,
  }: {
    instances: readonly InstanceStatus[]
    syncGroups: readonly { name: string; state: string; since: string; members: readonly string[] }[]
  },
  now: number,
): string[] {
  return [
    ...instances.flatMap((instance) => instanceLines(instance, now)),
    ...syncGroups.map(
      ({ name, state, since, members }) =>
        `group ${name}: ${state.toUpperCase()} since ${when(since, now)}, ${members.join(' ')}`,
    ),
  ]
}

function instanceLines(instance: InstanceStatus, now: number): string[] {
  const { name, state, since, priority, master, lastTransition, faults, trackers } = instance
  const lines = [
    `${name}: ${state.toUpperCase()} since ${when(since, now)}, ${instance.interface}, virtual router ${instance.vrid}`,
    `  priority ${priority.effective}${priority.effective === priority.base ? '' : `, configured ${priority.base}`}`,
  ]
  if (master !== null && !master.self) lines.push(`  master ${master.address}, priority ${master.priority}`)
  if (lastTransition !== null) lines.push(`  from ${lastTransition.from.toUpperCase()}: ${lastTransition.why}`)
  for (const fault of faults) lines.push(`  fault: ${fault}`)
  if (instance.waiting) lines.push('  waits for the first answer of what it tracks')
  lines.push(...trackers.map(trackerLine))
  for (const { address, interface: nic, set } of instance.addresses)
    lines.push(`  ${address} on ${nic}${set ? ', set' : ''}`)
  return lines
}

function trackerLine({ kind, name, weight, reverse, up, points }: TrackerStatus): string {
  const state = up === null ? 'not known yet' : up ? 'up' : 'down'
  const effect = points === 0 ? '' : `: ${points > 0 ? '+' : ''}${points}`
  return `  ${kind} ${name}, weight ${weight}${reverse ? ' reverse' : ''}, ${state}${effect}`
}

function lvsLines({ virtualServers }: { virtualServers: readonly VirtualServerStatus[] }, now: number): string[] {
  return virtualServers.flatMap(({ name, quorum, sorryServer, realServers }) => [
    `${name}: quorum ${quorum.up ? 'up' : 'down'}, weight ${quorum.aliveWeight} of ${quorum.needed} needed`,
    ...(sorryServer === null ? [] : [`  sorry server ${sorryServer.name}${sorryServer.works ? ', works' : ''}`]),
    ...realServers.flatMap((server) => serverLines(server, now)),
  ])
}

function serverLines({ name, alive, since, weight, inPool, checks }: RealServerStatus, now: number): string[] {
  const pool = inPool === alive ? '' : inPool ? ', in the pool' : ', not in the pool'
  return [
    `  ${name}: ${alive ? 'up' : 'down'} since ${when(since, now)}, weight ${weight}${pool}`,
    ...checks.map((check) => `    ${checkLine(check, now)}`),
  ]
}

function checkLine({ kind, up, enabled, failures, last }: CheckStatus, now: number): string {
  const words = [`${kind} ${up ? 'up' : 'down'}`]
  if (!enabled) words.push('suspended')
  if (failures > 0 && up) words.push(`${failures} failures forgiven`)
  if (last === null) words.push('no check has ended yet')
  else words.push(`checked ${when(last.at, now)}: ${last.words === '' ? (last.up ? 'good' : 'failed') : last.words}`)
  return words.join(', ')
}

/** In local time, with how long ago it is. */
function when(iso: string, now: number): string {
  const date = new Date(iso)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${day} ${clock} (${age((now - date.getTime()) / 1000)})`
}

export function age(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 120) return `${whole} s`
  if (whole < 2 * 3600) return `${Math.floor(whole / 60)} min`
  if (whole < 2 * 86_400) return `${Math.floor(whole / 3600)} h`
  return `${Math.floor(whole / 86_400)} d`
}

/** Words of a server or a script may be in it: none of them moves the cursor. */
function printable(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')
}
