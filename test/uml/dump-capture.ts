/**
 * The original's dumps, taken in a User-Mode Linux guest because its checker process ends at once where the kernel
 * has no IPVS. Run by itself (`npx tsx test/uml/dump-capture.ts [NAME...]`) it records them anew under test/fixtures/dump/.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { changeWords, dumpInLog, wordChanges } from '../differential/normalise-dump.ts'
import { bootUml, repositoryRoot } from '../lab/uml.ts'

export const seedFolder = join(repositoryRoot, 'test/fixtures/seeds')
export const extraFolder = join(repositoryRoot, 'test/fixtures/dump/conf')
export const recordFolder = join(repositoryRoot, 'test/fixtures/dump/recorded')

/** The guest's name resolves there and everywhere, so the original can print it. */
export const guestName = 'localhost'

export interface CapturedDumps {
  /** `ip -j -d addr` in the guest */
  readonly addresses: string
  /** by name of the configuration */
  readonly dumps: Readonly<Record<string, CapturedDump>>
}

/** Null: that process had nothing to do, or ended. */
export interface CapturedDump {
  readonly vrrp: readonly string[] | null
  readonly checker: readonly string[] | null
  /** of our checker process, from the file as it is; null: not asked for */
  readonly ours: readonly string[] | null
}

/** Every configuration of the project that has a recorded dump, by name. */
export function dumpedConfigurations(): Map<string, string> {
  const paths = [seedFolder, extraFolder].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.conf'))
      .map((name) => join(folder, name)),
  )
  return new Map(paths.map((path) => [basename(path, '.conf'), path]))
}

/** A file as the guest gets it, and what runs on it. */
interface GuestFile {
  readonly name: string
  readonly text: string
  readonly vrrp: boolean
  readonly checker: boolean
  /** path of the unchanged file for our checker process; null: it does not run */
  readonly ours: string | null
}

/** Which of a file's dumps can be taken only where there is IPVS. */
export function needsIpvs(text: string): { readonly vrrp: boolean; readonly checker: boolean } {
  return { vrrp: /^\s*lvs_sync_daemon/m.test(text), checker: /^\s*virtual_server\b/m.test(text) }
}

/**
 * Runs the original on each file, once as VRRP process alone and once as checker process alone. 'live' leaves out what
 * a namespace can show as well, and runs our checker process too.
 */
export async function captureDumps(
  configurations: ReadonlyMap<string, string>,
  purpose: 'record' | 'live',
): Promise<CapturedDumps> {
  const texts = [...configurations].map(([name, path]): GuestFile => {
    const text = readFileSync(path, 'utf8')
    const { vrrp, checker } = needsIpvs(text)
    const live = purpose === 'live'
    return {
      name,
      text: changeWords(text, wordChanges),
      vrrp: vrrp || !live,
      checker,
      ours: live && checker ? path : null,
    }
  })
  const result = await bootUml({
    script: guestScript(texts),
    modules: [
      'ip_vs',
      'ip_vs_rr',
      'ip_vs_wrr',
      'ip_vs_lc',
      'ip_vs_wlc',
      'ip_vs_sh',
      'ip_vs_mh',
      'ip_vs_pe_sip',
      'dummy',
    ],
    timeoutS: 800,
  })
  const { files } = result
  if (result.exitStatus !== 0 || files['addresses.json'] === undefined) {
    throw new Error(`the guest failed with ${result.exitStatus}:\n${result.output}\n${result.console}`)
  }
  const dumps = texts.map(({ name }): [string, CapturedDump] => [
    name,
    {
      vrrp: dumpOf(files[`${name}.vrrp.log`]),
      checker: dumpOf(files[`${name}.checker.log`]),
      ours: dumpOf(files[`${name}.ours.log`]),
    },
  ])
  return { addresses: files['addresses.json'], dumps: Object.fromEntries(dumps) }
}

const STAMP = /^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}: /

function dumpOf(log: string | undefined): string[] | null {
  const lines = dumpInLog((log ?? '').split('\n').map((line) => line.replace(STAMP, '')))
  return lines.length === 0 ? null : lines
}

/** Dummies have no peer, so the list of interfaces stays short; they take no ARP or multicast unless told to. */
function guestScript(files: readonly GuestFile[]): string {
  return `
set -u
echo ${guestName} > /proc/sys/kernel/hostname
ip link set lo up
number=0
for name in eth0 eth1 ens33 enp0s8 enp0s9; do
  number=$((number + 1))
  # Always the same, so that a new record differs from the last in what changed.
  ip link add "$name" address "02:00:00:00:00:0$number" type dummy
  ip link set "$name" up multicast on arp on
done
ip addr add 172.16.0.2/16 dev eth0
ip addr add 192.168.1.2/24 dev eth0
ip addr add 192.168.10.2/24 dev eth0
ip addr add 10.20.40.2/24 dev eth1
ip addr add fd00:1::2/64 dev eth1 nodad
ip addr add 192.168.192.2/24 dev ens33
ip addr add 192.168.1.2/24 dev enp0s8
ip addr add 10.0.0.2/24 dev enp0s9
sleep 2
ip -j -d addr > "$RESULTS/addresses.json"
started() { # a slow machine takes its time to write the pid file; one that has nothing to do writes none
  for _ in $(seq 100); do [ -s /run/k.pid ] && return; [ -n "$(jobs -r)" ] || return; sleep 0.1; done
}
run() { # without the BFD process, whose dump would stand between these lines
  timeout 60 keepalived -n -l -G -D -d -B "$1" -f "$2" -p /run/k.pid -r /run/vrrp.pid -c /run/checkers.pid 2>&1 </dev/null | cat > "$3" &
  started
  sleep 1.5
  [ -f /run/k.pid ] && kill -TERM "$(cat /run/k.pid)"
  wait
  rm -f /run/*.pid
}
ours() {
  timeout 60 "$NODE" "$REPO/dist/main.js" -n -l -G -D -d -C -f "$1" -p /run/k.pid -r /run/vrrp.pid -c /run/checkers.pid 2>&1 </dev/null | cat > "$2" &
  for _ in $(seq 40); do grep -q 'Health checkers' "$2" && break; sleep 0.5; done
  sleep 1
  [ -f /run/k.pid ] && kill -TERM "$(cat /run/k.pid)"
  wait
  rm -f /run/*.pid
}
${files
  .map(
    ({ name, text, vrrp, checker, ours }) => `
base64 -d > /tmp/${name}.conf <<'END'
${Buffer.from(text).toString('base64')}
END
${vrrp ? `run -P /tmp/${name}.conf "$RESULTS/${name}.vrrp.log"` : ''}
${checker ? `run -C /tmp/${name}.conf "$RESULTS/${name}.checker.log"` : ''}
${ours === null ? '' : `ours ${ours} "$RESULTS/${name}.ours.log"`}
ipvsadm -C`,
  )
  .join('')}
exit 0
`
}

if (process.argv[1] !== undefined && process.argv[1] === import.meta.filename) {
  const names = process.argv.slice(2)
  const wanted = [...dumpedConfigurations()].filter(([name]) => names.length === 0 || names.includes(name))
  const captured = await captureDumps(new Map(wanted), 'record')
  mkdirSync(recordFolder, { recursive: true })
  writeFileSync(join(recordFolder, 'addresses.json'), `${captured.addresses.trim()}\n`)
  for (const [name, { vrrp, checker }] of Object.entries(captured.dumps)) {
    if (vrrp !== null) writeFileSync(join(recordFolder, `${name}.vrrp.txt`), `${vrrp.join('\n')}\n`)
    if (checker !== null) writeFileSync(join(recordFolder, `${name}.checker.txt`), `${checker.join('\n')}\n`)
  }
}
