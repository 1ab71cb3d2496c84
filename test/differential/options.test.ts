/**
 * Each option and signal of a running daemon beside the original's: which processes and files there are, with which modes and
 * limits, what stays in the kernel, what is logged, with which status it ends. What ends at once is in `cli.test.ts`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandOf, Daemon, sleep, until, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type Host } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'
const programs: readonly Program[] = ['tskeepalived', 'keepalived']

/** Master within half a second. */
const instance = `vrrp_instance V {
  interface eth0
  version 3
  virtual_router_id 51
  priority 200
  advert_int 0.1
  virtual_ipaddress {
    10.9.0.100/24
  }
}
`
const address = '10.9.0.100'

interface Scene {
  readonly options: readonly string[]
  /** `folder` is of one program alone */
  readonly config?: string | ((folder: string) => string)
  /** before the start */
  readonly before?: (host: Host) => void
  /** what is compared, seen once it is master */
  readonly seen?: (daemon: Daemon, host: Host) => unknown
  /** it never becomes master */
  readonly idle?: RegExp
  /** what is compared after the end */
  readonly left?: (host: Host, daemon: Daemon, folder: string) => unknown
  /** how it ends; absent: by SIGTERM */
  readonly end?: (daemon: Daemon) => unknown
}

const pidFiles = (daemon: Daemon): string[] =>
  readdirSync(daemon.directory)
    .filter((name) => name.endsWith('.pid') && name !== 'bfd.pid')
    .sort()
const status = (pid: number, label: string): string => {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((each) => each.startsWith(label))
  return line?.slice(label.length + 1).trim() ?? ''
}
const coreLimit = (pid: number): string =>
  /Max core file size +(\w+) +(\w+)/
    .exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))
    ?.slice(1)
    .join(' ') ?? ''
const scriptLines = (daemon: Daemon): string[] => daemon.lines.filter((line) => /startup|shutdown/i.test(line))
const hasAddress = (host: Host): boolean => host.hasAddress('eth0', address)

const scenes: Readonly<Record<string, Scene>> = {
  '-m, -u, -a, and junk that is passed over; the address goes at the end': {
    options: ['-m', '-u', '022', '-a', '-S', 'junk', 'some', 'words'],
    seen: async (daemon, host) => {
      host.run('ip', 'addr', 'add', '10.9.0.55/24', 'dev', 'eth0')
      host.run('ip', 'addr', 'del', '10.9.0.55/24', 'dev', 'eth0')
      await daemon.waitForLine(/10\.9\.0\.55 removed/)
      return [
        pidFiles(daemon),
        [daemon.pid(), daemon.pid('vrrp')].map((pid) => [coreLimit(pid), status(pid, 'Umask')]),
        daemon.lines.filter((line) => line.includes('10.9.0.55')),
      ]
    },
    left: hasAddress,
  },
  '-V: the address stays': {
    options: ['-V', '-u', '99x'],
    seen: (daemon) => status(daemon.pid(), 'Umask'),
    left: hasAddress,
  },
  '-X: one that was left over is removed before an election': {
    options: ['-X'],
    config: instance.replace('0.1', '20'),
    before: (host) => void host.run('ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0'),
    idle: /Entering BACKUP STATE/,
    seen: (_, host) => hasAddress(host),
  },
  '-P, -B, -b: no other process, whatever is configured': {
    options: ['-P', '-B', '-b', '/nowhere/bfd.pid'],
    config: `${instance}virtual_server 10.9.0.100 80 {
  real_server 10.9.0.1 80 {
  }
}
`,
    seen: pidFiles,
  },
  '-i: lines for this id count': {
    options: ['-i', 'blue'],
    config: instance.replace('    10.9', '    @blue 10.9.0.101/24\n    @red 10.9.0.102/24\n    10.9'),
    seen: async (_, host) => {
      await until('the second one is there', () => host.hasAddress('eth0', '10.9.0.101'))
      return host.addresses('eth0').filter((one) => one.startsWith('10.9.0.10'))
    },
    left: (host) => host.addresses('eth0').filter((one) => one.startsWith('10.9.0.10')),
  },
  'startup_script and shutdown_script, with accounts, words and files': {
    options: [],
    config: (folder) => `global_defs {
  enable_script_security
  script_user root
  startup_script "/bin/sh -c 'echo start $# $0 >${folder}/out; ip -4 -o addr show eth0 >>${folder}/out; exit 3' a b" root
  startup_script_timeout 5
  shutdown_script "/bin/sh -c 'echo stop >>${folder}/out; ip -4 -o addr show eth0 >>${folder}/out'"
  shutdown_script_timeout 5
}
${instance}`,
    left: (_, daemon, folder) => [readFileSync(join(folder, 'out'), 'utf8'), scriptLines(daemon)],
  },
  'startup_script that is late, shutdown_script that is not there': {
    options: [],
    config: `global_defs {
  enable_script_security
  script_user root
  startup_script "/bin/sleep 60"
  startup_script_timeout 1
  shutdown_script "/no/such/script"
}
${instance}`,
    left: (_, daemon) => scriptLines(daemon),
  },
  '-C: no process of VRRP, whatever is configured': {
    options: ['-C'],
    idle: /no configuration to run/,
    seen: (daemon, host) => [pidFiles(daemon), hasAddress(host)],
  },
  '-e: an include that is missing is the end of a start': {
    options: ['-e'],
    config: `${instance}include /no/such/file\n`,
    idle: /Config files missing '\/no\/such\/file'/,
    end: () => undefined,
    left: hasAddress,
  },
  'without -e it is passed over': {
    options: [],
    config: `${instance}include /no/such/file\n`,
    left: hasAddress,
  },
  '-x, -A: an agent that is not there costs nothing': {
    options: ['-x', '-A', 'unix:/no/such/agentx'],
    seen: pidFiles,
    left: hasAddress,
  },
  '-R: the end of a child is the end': {
    options: ['-R'],
    end: (daemon) => process.kill(daemon.pid('vrrp'), 'SIGKILL'),
    left: (_, daemon) => daemon.lines.filter((line) => /died/.test(line)).map((line) => line.replace(/\d+/, 'N')),
  },
}

describe.skipIf(why !== null)(`options and signals${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan
  beforeAll(() => {
    const host = (name: string, segment: string) => ({
      name,
      nics: [{ name: 'eth0', segment, addresses: ['10.9.0.1/24'] }],
    })
    lan = new Lan('opt', [host('tskeepalived', 'lan'), host('keepalived', 'other')])
  })
  afterAll(() => lan?.close())

  async function play(program: Program, scene: Scene) {
    const host = lan.host(program)
    host.tryRun('ip', 'addr', 'del', `${address}/24`, 'dev', 'eth0')
    scene.before?.(host)
    const folder = mkdtempSync(join(tmpdir(), 'tsk-options-'))
    const config = typeof scene.config === 'function' ? scene.config(folder) : (scene.config ?? instance)
    const daemon = Daemon.start(program, host, config, ['-D', ...scene.options])
    try {
      await daemon.waitForLine(scene.idle ?? /Entering MASTER STATE/)
      if (scene.idle === undefined) await until('the address is there', () => hasAddress(host))
      const seen = await scene.seen?.(daemon, host)
      if (scene.end === undefined) await daemon.stop()
      else scene.end(daemon)
      return { seen, status: await daemon.exited(), left: scene.left?.(host, daemon, folder) }
    } finally {
      daemon.close()
      rmSync(folder, { recursive: true })
    }
  }

  test.each(Object.entries(scenes))('%s', async (_, scene) => {
    const [ours, theirs] = await Promise.all(programs.map((program) => play(program, scene)))
    expect(ours).toEqual(theirs)
  })

  test('every signal, to the parent and to a child: the same files, and it goes on', async () => {
    const write = async (program: Program) => {
      const daemon = Daemon.start(program, lan.host(program), instance, ['-D', '--all', '-B'])
      const files = (): string[] =>
        readdirSync(daemon.directory)
          .filter((name) => /\.(data|stats|json)$/.test(name))
          .sort()
      const made: Record<string, readonly (string | number)[]> = {}
      try {
        await daemon.waitForLine(/Entering MASTER STATE/)
        await until('both children run', () => pidFiles(daemon).length === 3)
        for (const [name, which, expected] of [
          ['DATA', 'parent', 3],
          ['STATS', 'parent', 1],
          ['STATS_CLEAR', 'parent', 1],
          ['JSON', 'parent', 1],
          ['DATA', 'vrrp', 1],
          ['DATA', 'checkers', 1],
          ['STATS', 'vrrp', 1],
          ['JSON', 'vrrp', 1],
          ['STATS_CLEAR', 'vrrp', 1],
        ] as const) {
          for (const file of files()) spawnSync('rm', [join(daemon.directory, file)])
          process.kill(daemon.pid(which), signalNumber(program, name) as unknown as NodeJS.Signals)
          await until(`${name} to ${which} of ${program}`, () => files().length === expected)
          await until('all is written', () => files().every((file) => statSync(join(daemon.directory, file)).size > 0))
          made[`${name} to ${which}`] = files().map((file) => `${file} ${statSync(join(daemon.directory, file)).mode}`)
        }
        // Nothing of these ends it.
        for (const which of ['parent', 'vrrp', 'checkers'] as const) {
          for (const number of [13, 24, 28, 64]) process.kill(daemon.pid(which), number)
        }
        process.kill(daemon.pid('vrrp'), 'SIGHUP')
        // A reload that meets another one hangs the original.
        await sleep(3_000)
        process.kill(daemon.pid(), 'SIGHUP')
        await daemon.waitForLine(/Reload complete/)
        expect(daemon.isRunning()).toBe(true)
        process.kill(daemon.pid(), 'SIGINT')
        return { made, status: await daemon.exited() }
      } finally {
        daemon.close()
      }
    }
    const [ours, theirs] = await Promise.all(programs.map(write))
    expect(ours).toEqual(theirs)
  })
})

const numbers = new Map<string, number>()

function signalNumber(program: Program, name: string): number {
  const key = `${program} ${name}`
  const { command, args } = commandOf(program)
  const known =
    numbers.get(key) ?? Number(spawnSync(command, [...args, `--signum=${name}`], { encoding: 'utf8' }).stdout)
  numbers.set(key, known)
  return known
}
