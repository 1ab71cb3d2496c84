/**
 * Dumps of the VRRP process of many random configurations, ours against the original's:
 * `npx tsx test/differential/dump-campaign.ts --seed N --configs K`. Only what both accept whole is compared.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dumpVrrpProcess } from '../../src/config/dump/dump.ts'
import { initialVrrpView } from '../../src/config/dump/view.ts'
import { loadConfig } from '../../src/config/load.ts'
import { makeRandom, nextInteger } from '../../src/lib/random.ts'
import { interfacesFromIp, plainEnvironment, resolvedRelay } from '../lab/dump-facts.ts'
import { Lan } from '../lab/lan.ts'
import type { Host } from '../lab/lan.ts'
import { RANDOM_NICS, randomConfiguration, writeRandom } from '../lab/random-config.ts'
import type { RandomLine } from '../lab/random-config.ts'
import { dumpInLog, normaliseLines } from './normalise-dump.ts'

const words = process.argv.slice(2)
const seed = numberAfter('--seed', 1)
const configs = numberAfter('--configs', 100)
const shown = numberAfter('--show', 10)

/** How many run at once, each on a host of its own: they mostly wait. */
const HOSTS = 6
/** Long enough for a dump, too short for a router of priority 255 to be done with anything. */
const RUN_S = 0.8

/** They change the host, need IPVS, or are no business of this process. */
const LEFT_OUT =
  /^(lvs_sync_daemon\w*|use_vmac\w*|use_ipvlan|vmac_xmit_base|vrf|static_\w+|startup_script|shutdown_script|nftables\w*|vrrp_iptables|vrrp_ipsets|\w*_rt_priority|\w*_priority|\w*_no_swap|\w*_cpu_affinity|\w*_rlimit_r?t?time|\w*process_names?|enable_(snmp|dbus|traps)\w*|snmp_\w+|dbus_\w+|instance|use_pid_dir|virtual_server\w*|SSL|umask|\w*fifo\w*|smtp_server|config_save_dir|tmp_config_directory|reload_\w+|lvs_flush\w*|lvs_timeouts|\w*rcv_bufs\w*|linkbeat\w*|namespace_with_ipsets|bfd_instance|track_bfd)\b/

const lan = new Lan(
  'dmp',
  Array.from({ length: HOSTS }, (_, i) => ({
    name: `h${i}`,
    nics: RANDOM_NICS.map((name) => ({
      name,
      segment: `lan${i}`,
      addresses: [name === 'eth0' ? '192.0.2.90/24' : '198.51.100.90/24'],
    })),
  })),
)
const folder = mkdtempSync(join(tmpdir(), 'tsk-dumps-'))
let same = 0
let compared = 0
const differing = new Map<string, string>()
try {
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  let next = 0
  await Promise.all(
    Array.from({ length: HOSTS }, async (_, i) => {
      while (next < configs) await compare(next++, lan.host(`h${i}`))
    }),
  )
} finally {
  rmSync(folder, { recursive: true })
  lan.close()
}
for (const [kind, text] of [...differing].slice(0, shown)) console.log(`--- ${kind}\n${text}`)
console.log(`${compared} dumps from seed ${seed}: ${same} equal, ${compared - same} not`)
process.exitCode = compared === same ? 0 : 1

async function compare(number: number, host: Host): Promise<void> {
  const random = makeRandom(seed * 1_000_003 + number)
  const text = writeRandom(without(randomConfiguration(random, 1 + nextInteger(random, 7))))
  const path = join(folder, `${number}.conf`)
  writeFileSync(path, text)
  const interfaces = interfacesFromIp(host.run('ip', '-j', '-d', 'addr'))
  const { config, diagnostics } = loadConfig(path, plainEnvironment('vm', interfaces))
  if (config === null || config.vrrp.instances.length === 0) return
  if (diagnostics.some((one) => one.class === 'general' || one.class === 'argument')) return
  const lines = await originalLog(path, host)
  const expected = normaliseLines(dumpInLog(lines))
  if (expected.length === 0) return
  compared++
  const hostName = lines.map((line) => /^ (?:Smtp HELO name|Router ID) = (.*)$/.exec(line)?.[1]).find(Boolean) ?? ''
  const own = loadConfig(path, plainEnvironment(hostName, interfaces)).config ?? config
  const view = { ...initialVrrpView(own, interfaces), smtpServer: resolvedRelay(own.global.email.server?.host) }
  const ours = normaliseLines(dumpVrrpProcess(own, view))
  const difference = firstDifference(ours, expected)
  if (difference === null) same++
  else if (!differing.has(difference.kind)) differing.set(difference.kind, `${text}${difference.shown}`)
}

function without(lines: readonly RandomLine[]): RandomLine[] {
  return lines.flatMap((line) =>
    LEFT_OUT.test(line.text) ? [] : [{ text: line.text, block: line.block === null ? null : without(line.block) }],
  )
}

function originalLog(path: string, host: Host): Promise<readonly string[]> {
  const log = `${path}.log`
  const run = ['keepalived', '-n', '-l', '-d', '-D', '-P', '-f', path, '-p', `${path}.pid`, '-r', `${path}.vrrp`]
  const shell = `timeout -s TERM -k 3 ${RUN_S} ${run.join(' ')} >${log} 2>&1 </dev/null`
  const child = spawn('ip', ['netns', 'exec', host.namespace, 'bash', '-c', shell], { stdio: 'ignore' })
  return new Promise((resolve) =>
    child.on('exit', () =>
      resolve(
        readFileSync(log, 'latin1')
          .split('\n')
          .map((line) => line.replace(/^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}: /, '')),
      ),
    ),
  )
}

function firstDifference(
  ours: readonly string[],
  expected: readonly string[],
): { readonly kind: string; readonly shown: string } | null {
  const at = expected.findIndex((line, i) => ours[i] !== line)
  const where = at >= 0 ? at : ours.length > expected.length ? expected.length : -1
  if (where < 0) return null
  const kind = (expected[where] ?? 'more lines').replace(/=.*|\d+/g, '').trim()
  const around = expected.slice(Math.max(0, where - 2), where).map((line) => `   ${line}`)
  return { kind, shown: [...around, ` - ${expected[where] ?? ''}`, ` + ${ours[where] ?? ''}`].join('\n') }
}

function numberAfter(name: string, otherwise: number): number {
  const at = words.indexOf(name)
  return at < 0 ? otherwise : Number(words[at + 1])
}
