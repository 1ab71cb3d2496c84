/**
 * A Linux kernel with IPVS for tests: User-Mode Linux boots this very file system as an ordinary process.
 *
 * The guest sees the host's files (hostfs), so node, keepalived, ipvsadm and the repository are simply there. It gets
 * a /run, /tmp and /dev of its own; nothing else is to be written. Results come out through a directory of the host.
 *
 * Inside, a script starts in the root of the repository and finds: $NODE (this node), $REPO (that root), $RESULTS
 * (whatever it writes there comes back as `files`) and the `modules` loaded. Modules that the kernel asks for itself,
 * such as IPVS schedulers, are found too. A process in the guest is 5 to 10 times slower than outside.
 */
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { buildAmxPreload, cpuHasAmx } from './amx-preload.ts'
import { delimiter, dirname, join, resolve } from 'node:path'

export interface UmlOptions {
  /** run by bash as root of the guest */
  readonly script: string
  /** the guest is killed then (default 300) */
  readonly timeoutS?: number
  /** memory of the guest (default 512) */
  readonly memMb?: number
  /** kernel modules to load before the script runs (default ip_vs) */
  readonly modules?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** files that the guest finds in /run/guest/inputs */
  readonly inputs?: Readonly<Record<string, string | Buffer>>
  /** hears the script while it runs; the files of the host see its output only at the end */
  readonly onOutput?: (text: string) => void
}

export interface UmlResult {
  /** of the script; null: the guest ended before it did */
  readonly exitStatus: number | null
  readonly timedOut: boolean
  /** stdout and stderr of the script; of a guest that was killed without its last seconds */
  readonly output: string
  /** what the script wrote into $RESULTS, by file name */
  readonly files: Readonly<Record<string, string>>
  /** what kernel and init printed, for when nothing else came out */
  readonly console: string
}

/** This machine has no User-Mode Linux. */
export class UmlMissingError extends Error {
  override readonly name = 'UmlMissingError'

  constructor(missing: string) {
    super(
      `${missing} is missing: install the Debian packages user-mode-linux, kmod and binutils (and ipvsadm, keepalived for comparisons)`,
    )
  }
}

export const repositoryRoot = resolve(import.meta.dirname, '..', '..')

const DEFAULT_TIMEOUT_S = 300
const DEFAULT_MEM_MB = 512
const SYNC_S = 2

/** Throws `UmlMissingError` when there is no kernel to boot. */
export async function bootUml(options: UmlOptions): Promise<UmlResult> {
  return boot(options, (paths) => plainInit(paths, options))
}

/**
 * The same, with systemd as init over an overlay of the host's file system, so that nothing outlives the guest and
 * even /etc may be written. The script runs as a unit of its own; systemctl and journalctl work as on a server.
 */
export async function bootSystemdUml(options: UmlOptions): Promise<UmlResult> {
  return boot({ ...options, memMb: options.memMb ?? 1024 }, (paths) => systemdInit(paths, options))
}

/** Why a guest cannot be booted here, in one line; null when it can. */
export function whyNoUml(): string | null {
  try {
    findKernel()
    findModules()
    if (cpuHasAmx() && findProgram('as') === null) throw new UmlMissingError('as (binutils)')
    return null
  } catch (error) {
    if (error instanceof UmlMissingError) return error.message
    throw error
  }
}

interface Paths {
  /** on the host: holds init.sh, script.sh and results */
  readonly work: string
  readonly modules: string
}

async function boot(options: UmlOptions, init: (paths: Paths) => string): Promise<UmlResult> {
  const kernel = findKernel()
  const modules = findModules()
  const work = mkdtempSync(join(tmpdir(), 'uml-'))
  try {
    mkdirSync(join(work, 'results'))
    mkdirSync(join(work, 'inputs'))
    for (const [name, content] of Object.entries(options.inputs ?? {}))
      writeFileSync(join(work, 'inputs', name), content)
    writeFileSync(join(work, 'script.sh'), options.script)
    writeFileSync(join(work, 'init.sh'), init({ work, modules }), { mode: 0o755 })
    const { console, timedOut } = await runKernel(kernel, work, options)
    return { ...readResults(work), timedOut, console }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function runKernel(
  kernel: string,
  work: string,
  options: UmlOptions,
): Promise<{ readonly console: string; readonly timedOut: boolean }> {
  const args = [
    `mem=${options.memMb ?? DEFAULT_MEM_MB}M`,
    'root=/dev/root',
    'rootfstype=hostfs',
    'rootflags=/',
    'rw',
    `init=${join(work, 'init.sh')}`,
    // without these the kernel keeps its pid file in the home directory
    `uml_dir=${work}/`,
    'umid=guest',
    'con=null',
    'con0=null,fd:1',
    'quiet',
  ]
  // a process group of its own, because the guest's processes are processes of the host
  const child = spawn(kernel, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    cwd: work,
    env: cpuHasAmx() ? { ...process.env, LD_PRELOAD: buildAmxPreload(work) } : process.env,
  })
  let console = ''
  let timedOut = false
  let forwarded = 0
  child.stdout.on('data', (chunk: Buffer) => {
    console += chunk.toString('latin1')
    forwarded += forward(console, forwarded, options)
  })
  child.stderr.on('data', (chunk: Buffer) => (console += chunk.toString('latin1')))
  const killGuest = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // the group has ended already
    }
  }
  const timer = setTimeout(
    () => {
      timedOut = true
      console += `\nthe guest was killed after ${options.timeoutS ?? DEFAULT_TIMEOUT_S} s\n`
      killGuest()
    },
    (options.timeoutS ?? DEFAULT_TIMEOUT_S) * 1000,
  )
  // no guest survives the process that booted it
  process.once('exit', killGuest)
  try {
    await new Promise<void>((ended, failed) => {
      child.once('error', failed)
      child.once('exit', () => ended())
    })
  } finally {
    clearTimeout(timer)
    process.off('exit', killGuest)
    killGuest()
    child.stdout.destroy()
    child.stderr.destroy()
  }
  return { console, timedOut }
}

const SCRIPT_BEGINS = '--- script begins ---'
const SCRIPT_ENDS = '--- script ends ---'

/** Passes on whole lines between the two marks, without what the kernel says before and after; how much is passed on now. */
function forward(console: string, already: number, options: UmlOptions): number {
  const begin = console.indexOf(SCRIPT_BEGINS)
  if (options.onOutput === undefined || begin < 0) return 0
  const text = console
    .slice(begin + SCRIPT_BEGINS.length)
    .replaceAll('\r', '')
    .replace(/^\n/, '')
  const end = text.indexOf(SCRIPT_ENDS)
  const complete = end >= 0 ? text.slice(0, end) : text.slice(0, text.lastIndexOf('\n') + 1)
  if (complete.length <= already) return 0
  options.onOutput(Buffer.from(complete.slice(already), 'latin1').toString('utf8'))
  return complete.length - already
}

function readResults(work: string): Omit<UmlResult, 'timedOut' | 'console'> {
  const results = join(work, 'results')
  const files: Record<string, string> = {}
  for (const entry of readdirSync(results, { withFileTypes: true })) {
    if (entry.isFile()) files[entry.name] = readFileSync(join(results, entry.name), 'utf8')
  }
  const status = readIfThere(join(work, 'status'))
  return {
    exitStatus: status === null || status.trim() === '' ? null : Number(status),
    output: readIfThere(join(work, 'output')) ?? '',
    files,
  }
}

/** init of the plain guest: prepare, run the script, halt. */
function plainInit(paths: Paths, options: UmlOptions): string {
  return `${prepareGuest(paths, options)}
${runScript(options)}
exit_guest
`
}

/**
 * The part that both kinds of guest share. The mount of the work directory under /run makes it reachable after /tmp
 * is covered.
 */
function prepareGuest({ work, modules }: Paths, options: UmlOptions): string {
  const exported: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/run/home',
    LANG: 'C.UTF-8',
    NODE: process.execPath,
    REPO: repositoryRoot,
    RESULTS: '/run/guest/results',
    ...options.env,
  }
  const wanted = options.modules ?? ['ip_vs']
  // a repository or a node below /tmp stays visible
  const kept = [repositoryRoot, dirname(process.execPath)].filter((path) => path.startsWith('/tmp/'))
  return `#!/bin/bash
exit_guest() { sync; halt -f -p; }
mount -t proc proc /proc
mount -t sysfs sysfs /sys
# where one of these fails, the next lines would write to the host's own directories
mount -t tmpfs -o mode=755 tmpfs /run || exit_guest
mountpoint -q /dev || mount -t devtmpfs devtmpfs /dev || exit_guest
mkdir -p /run/guest /run/home /run/lock /run/mods/lib/modules
mount -t hostfs none /run/guest -o ${quote(work)}
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
${kept.map((path, i) => `mkdir -p /run/kept/${i}; mount --bind ${quote(path)} /run/kept/${i}`).join('\n')}
mount -t tmpfs -o mode=1777 tmpfs /tmp
${kept.map((path, i) => `mkdir -p ${quote(path)}; mount --move /run/kept/${i} ${quote(path)}`).join('\n')}
ln -sfn /proc/self/fd /dev/fd; ln -sfn fd/0 /dev/stdin; ln -sfn fd/1 /dev/stdout; ln -sfn fd/2 /dev/stderr

${Object.entries(exported)
  .map(([name, value]) => `export ${name}=${quote(value)}`)
  .join('\n')}

# the modules are where the package put them, which is not where modprobe looks
ln -s ${quote(modules)}/"$(uname -r)" /run/mods/lib/modules/"$(uname -r)"
printf '#!/bin/sh\\nexec /sbin/modprobe -d /run/mods "$@"\\n' >/run/modprobe
chmod 755 /run/modprobe
echo /run/modprobe >/proc/sys/kernel/modprobe
for module in ${wanted.map(quote).join(' ')}; do /run/modprobe "$module" || echo "module $module: status $?"; done
ip link set lo up
hostname guest
# what is written stays in the memory of the guest for half a minute: too long for one that is killed
while sleep ${SYNC_S}; do sync; done &
`
}

function runScript(options: UmlOptions): string {
  const run = `cd "$REPO"
bash /run/guest/script.sh 2>&1 </dev/null | tee /run/guest/output`
  const status = 'echo ${PIPESTATUS[0]} >/run/guest/status'
  if (options.onOutput === undefined) return `${run} >/dev/null\n${status}`
  return `echo '${SCRIPT_BEGINS}' >/dev/console\n${run} >/dev/console\n${status}\necho '${SCRIPT_ENDS}' >/dev/console`
}

/** Of a boot: devices, files and clocks of a machine that the guest is not. */
const uselessUnits = [
  ...['kmod-static-nodes', 'systemd-binfmt', 'systemd-firstboot', 'systemd-machine-id-commit', 'systemd-modules-load'],
  ...['systemd-pcrphase-sysinit', 'systemd-pcrphase', 'systemd-random-seed', 'systemd-repart', 'systemd-sysctl'],
  ...['systemd-sysusers', 'systemd-tmpfiles-setup-dev', 'systemd-update-utmp', 'systemd-journal-flush'],
]
  .map((name) => `${name}.service`)
  .concat('dev-hugepages.mount', 'dev-mqueue.mount', 'sys-kernel-config.mount', 'sys-kernel-debug.mount')
  .concat('sys-kernel-tracing.mount', 'sys-fs-fuse-connections.mount', 'proc-sys-fs-binfmt_misc.automount')

/** Prepares the guest, puts an overlay over its root and hands over to systemd, which runs the script as a unit. */
function systemdInit(paths: Paths, options: UmlOptions): string {
  return `${prepareGuest(paths, options)}
/run/modprobe overlay
mkdir -p /run/overlay
mount -t tmpfs tmpfs /run/overlay
mkdir -p /run/overlay/upper /run/overlay/work /run/overlay/root
mount -t overlay overlay -o lowerdir=/,upperdir=/run/overlay/upper,workdir=/run/overlay/work /run/overlay/root || exit_guest
root=/run/overlay/root
export -p >/run/environment
mkdir -p $root/run $root/proc $root/sys $root/dev $root/var/log/journal $root/etc/systemd/system
for dir in proc sys dev; do mount --rbind /$dir $root/$dir; done
mount -t tmpfs -o mode=755 tmpfs $root/run
mkdir -p $root/run/guest $root/run/mods/lib/modules $root/run/home $root/run/lock
mount -t hostfs none $root/run/guest -o ${quote(paths.work)}
cp /run/modprobe /run/environment $root/run/
cp -P /run/mods/lib/modules/* $root/run/mods/lib/modules/

# what a server would start besides is of no interest here, and waits for devices that do not exist
cat >$root/etc/systemd/system/guest.target <<'END'
[Unit]
Description=Only what the script needs
Requires=sysinit.target
After=sysinit.target
Wants=dbus.socket guest-script.service
AllowIsolate=yes
END
cat >$root/etc/systemd/system/guest-script.service <<'END'
[Unit]
Description=Script of the test
After=basic.target systemd-journald.service dbus.socket
[Service]
Type=oneshot
TimeoutStartSec=infinity
ExecStart=/bin/bash /run/guest-script.sh
END
cat >$root/run/guest-script.sh <<'END'
. /run/environment
${runScript(options)}
sync
halt -f -p
END
# systemd empties /tmp at boot, where the repository may be
mkdir -p $root/etc/tmpfiles.d
ln -sf /dev/null $root/etc/tmpfiles.d/tmp.conf
echo guest >$root/etc/hostname
rm -f $root/etc/machine-id
echo 0123456789abcdef0123456789abcdef >$root/etc/machine-id
# nor what makes units of a server's files, again at each daemon-reload
for folder in /usr/lib/systemd/system-generators /lib/systemd/system-generators; do
  for generator in $folder/*; do mkdir -p $root/etc/systemd/system-generators; ln -sfn /dev/null $root/etc/systemd/system-generators/"\${generator##*/}"; done
done
for unit in ${uselessUnits.join(' ')}; do ln -sfn /dev/null $root/etc/systemd/system/$unit; done
for unit in systemd-udevd.service systemd-udev-trigger.service systemd-timesyncd.service systemd-networkd.service \\
    systemd-resolved.service systemd-firstboot.service networking.service apparmor.service keepalived.service haproxy.service; do
  rm -f $root/etc/systemd/system/multi-user.target.wants/$unit $root/etc/systemd/system/sysinit.target.wants/$unit
done
cd $root
exec chroot . /lib/systemd/systemd --unit=guest.target --show-status=0
`
}

function findKernel(): string {
  const wanted = process.env['UML_KERNEL'] ?? 'linux.uml'
  const found = findProgram(wanted)
  if (found === null) throw new UmlMissingError(wanted)
  return found
}

function findProgram(name: string): string | null {
  const candidates = name.includes('/')
    ? [name]
    : (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, name))
  for (const candidate of candidates) {
    try {
      accessSync(candidate, constants.X_OK)
      return candidate
    } catch {
      // not in this directory
    }
  }
  return null
}

function findModules(): string {
  const modules = process.env['UML_MODULES'] ?? '/usr/lib/uml/modules'
  if (!existsSync(modules)) throw new UmlMissingError(modules)
  return modules
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
