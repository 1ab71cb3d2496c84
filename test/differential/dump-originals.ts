/**
 * The original's dumps of many files. Its VRRP process needs interfaces: some namespaces, each with its own, work side
 * by side. Its checker process needs a kernel with IPVS, so it runs in a guest, one namespace for each file too.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sleep } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'
import type { Host } from '../lab/lan.ts'
import { RANDOM_NICS } from '../lab/random-config.ts'
import { bootUml } from '../lab/uml.ts'

/** The guest's name resolves there and everywhere, so the original can print it. */
export const GUEST_NAME = 'localhost'

/** How many run at once: they mostly wait for their own end. */
const HOSTS = 6
const AT_ONCE = 4

/** Hosts alike, on bridges of their own so that their instances do not hear each other. */
export class DumpHosts {
  readonly #lan = new Lan(
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

  static async start(): Promise<DumpHosts> {
    const hosts = new DumpHosts()
    // Until the kernel has its link-local addresses, and every port of the bridges forwards.
    await sleep(2_500)
    return hosts
  }

  close(): void {
    this.#lan.close()
  }

  /** Does something on every host until there is nothing more to do; `work` takes what is next itself. */
  async each(work: (host: Host) => Promise<boolean>): Promise<void> {
    await Promise.all(
      Array.from({ length: HOSTS }, async (_, i) => {
        while (await work(this.#lan.host(`h${i}`)));
      }),
    )
  }
}

/**
 * Ends the original once it has begun its dump and is quiet: a parent kills a process that does not end in time, in the
 * midst of its dump too. Only what the shell has in itself is used, because starting a program takes long in a guest.
 */
const RUN = `
exec {never}<> <(:)
run() {
  : >"$2.log"
  keepalived -n -l -G -D -d -B "$1" -f "$2.conf" -p "$2.pid" -r "$2.vrrp" -c "$2.check" >>"$2.log" 2>&1 </dev/null &
  own=$!
  length=0
  for ((i = 0, quiet = 0; i < 400 && quiet < 3; i++)); do
    kill -0 $own 2>/dev/null || return
    read -rt 0.05 -u $never
    text=$(<"$2.log")
    [[ $text == *'< Global definitions'* && \${#text} == "$length" ]] && ((++quiet)) || quiet=0
    length=\${#text}
  done
  [[ -n $3 ]] && $3 >"$2.out"
  kill -TERM $own
  for ((i = 0; i < 200; i++)); do kill -0 $own 2>/dev/null || return; read -rt 0.05 -u $never; done
  kill -KILL $own
}
`

export async function vrrpLog(host: Host, folder: string, name: string, text: string): Promise<VrrpLog> {
  const base = join(folder, name)
  writeFileSync(`${base}.conf`, text)
  // Files that the configuration names are in a /run of its own.
  const script = `mount -t tmpfs none /run\n${AS_NEW}\n${RUN}\nrun -P "$1" 'ip -j -d addr'\n${CLEANED}`
  const child = spawn('ip', ['netns', 'exec', host.namespace, 'bash', '-c', script, 'bash', base], { stdio: 'ignore' })
  await new Promise((resolve) => child.on('exit', resolve))
  const addresses = existsSync(`${base}.out`) ? readFileSync(`${base}.out`, 'utf8') : ''
  return { lines: linesOf(readFileSync(`${base}.log`, 'latin1')), addresses }
}

/** The original leaves settings of a base interface behind, and whoever was killed his macvlans. */
const AS_NEW = 'for file in /proc/sys/net/ipv4/conf/*/{arp_{ignore,filter},promote_secondaries}; do echo 0 >$file; done'
const CLEANED = 'ip -brief link show type macvlan | while read -r link _; do ip link delete "${link%@*}"; done'

/** Whether the process that dumps, or should have, was killed or not waited for. */
export function isBrokenOff(log: readonly string[]): boolean {
  if (log.some((line) => line.startsWith('Stopped - used'))) return false
  const endedByItself = log.some((line) => line.startsWith('Stopped Keepalived')) && !log.includes('Stopping')
  return !endedByItself
}

export interface VrrpLog {
  /** all that the original logs, from its start to its end */
  readonly lines: readonly string[]
  /** `ip -j -d addr` while it ran; empty: it did not run */
  readonly addresses: string
}

/** The same of the checker process, for many files in one guest; in the order of the files, and empty of those that a guest which ended early did not come to. */
export async function checkerLogs(texts: readonly string[]): Promise<readonly (readonly string[])[]> {
  const result = await bootUml({
    modules: ['ip_vs', ...SCHEDULERS.map((name) => `ip_vs_${name}`), 'ip_vs_pe_sip'],
    timeoutS: 120 + 8 * texts.length,
    inputs: Object.fromEntries(texts.map((text, i) => [`${i}.conf`, text])),
    script: `
echo ${GUEST_NAME} > /proc/sys/kernel/hostname
mkdir /tmp/dumps && cd /tmp/dumps
cp /run/guest/inputs/*.conf .
cat >/tmp/work.sh <<'END'
${RUN}
ip link set lo up
for ((file = $1; file < ${texts.length}; file += ${AT_ONCE})); do
  run -C $file
  cp $file.log "$RESULTS/"
done
END
for ((worker = 0; worker < ${AT_ONCE}; worker++)); do unshare --net bash /tmp/work.sh $worker & done
wait
exit 0
`,
  })
  if (Object.keys(result.files).length === 0) throw new Error(`the guest failed:\n${result.output}\n${result.console}`)
  return texts.map((_, i) => linesOf(result.files[`${i}.log`] ?? ''))
}

const SCHEDULERS = ['rr', 'wrr', 'lc', 'wlc', 'lblc', 'lblcr', 'sh', 'mh', 'dh', 'fo', 'ovf', 'sed', 'nq']

const STAMP = /^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}: /

function linesOf(log: string): readonly string[] {
  return log.split('\n').map((line) => line.replace(STAMP, ''))
}
