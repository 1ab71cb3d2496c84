/** One configuration, both dumps: ours from the facts of the host where the original ran. */
import { dumpCheckerProcess, dumpVrrpProcess } from '../../src/config/dump/dump.ts'
import { initialLvsView, initialVrrpView } from '../../src/config/dump/view.ts'
import type { InterfaceView } from '../../src/config/dump/view.ts'
import { loadConfig } from '../../src/config/load.ts'
import { polledLinks } from '../../src/config/polled-links.ts'
import { withPolling, withVmacs } from '../../src/daemon/vrrp-view.ts'
import { plainEnvironment, resolvedRelay } from '../lab/dump-facts.ts'
import { dumpDepartures } from './dump-departures.ts'
import type { DumpedProcess } from './dump-draw.ts'
import { dumpInLog, normaliseRandom } from './normalise-dump.ts'

export interface DumpComparison {
  readonly text: string
  /** null: they are equal */
  readonly difference: { readonly kind: string; readonly shown: string } | null
  /** names of documented departures that showed in the original's */
  readonly departures: readonly string[]
}

/** Whether both programs go on with the file, with something to do for that process. */
export function isDumped(process: DumpedProcess, path: string, interfaces: readonly InterfaceView[]): boolean {
  const { config, diagnostics } = loadConfig(path, plainEnvironment('vm', interfaces))
  if (config === null) return false
  const { vrrp, lvs } = config
  if ((process === 'vrrp' ? vrrp.instances : lvs.virtualServers).length === 0) return false
  return !diagnostics.some((one) => one.class === 'argument')
}

/** `log`: what the original said, all of it; null: it dumped nothing. */
export function compareDump(
  process: DumpedProcess,
  path: string,
  text: string,
  interfaces: readonly InterfaceView[],
  log: readonly string[],
): DumpComparison | null {
  const expected = normaliseRandom(dumpInLog(log))
  if (expected.length === 0) return null
  const hostName = log.map((line) => /^ (?:Smtp HELO name|Router ID) = (.*)$/.exec(line)?.[1]).find(Boolean) ?? ''
  const loaded = loadConfig(
    path,
    plainEnvironment(
      hostName,
      interfaces.filter(({ above }) => above === undefined),
    ),
  )
  if (loaded.config === null) throw new Error('it was read before')
  const config = withVmacs(loaded.config, interfaces)
  // The cards of a laboratory have no MII.
  const ways = polledLinks(config.vrrp).polled.map(
    ({ interface: name, way }) => [name, way === 'IOCTL' ? way : 'ETHTOOL'] as const,
  )
  const smtpServer = resolvedRelay(config.global.email.server?.host)
  const ours =
    process === 'vrrp'
      ? dumpVrrpProcess(config, { ...initialVrrpView(config, withPolling(interfaces, new Map(ways))), smtpServer })
      : dumpCheckerProcess(config, { ...initialLvsView(config), smtpServer })
  return { text, ...compareLines(normaliseRandom(ours), expected, log) }
}

function compareLines(
  ours: readonly string[],
  original: readonly string[],
  log: readonly string[],
): Omit<DumpComparison, 'text'> {
  const departures: string[] = []
  let expected = original
  for (const { name, correct } of dumpDepartures) {
    const corrected = correct(expected, log)
    if (firstDifference(corrected, expected) !== null) departures.push(name)
    expected = corrected
  }
  return { difference: firstDifference(ours, expected), departures }
}

function firstDifference(ours: readonly string[], expected: readonly string[]): DumpComparison['difference'] {
  const at = expected.findIndex((line, i) => ours[i] !== line)
  const where = at >= 0 ? at : ours.length > expected.length ? expected.length : -1
  if (where < 0) return null
  const kind = (expected[where] ?? 'more lines').replace(/=.*|\d+/g, '').trim()
  const around = expected.slice(Math.max(0, where - 2), where).map((line) => `   ${line}`)
  return { kind, shown: [...around, ` - ${expected[where] ?? ''}`, ` + ${ours[where] ?? ''}`].join('\n') }
}
