/**
 * Each option and signal of a running daemon beside the original's: which processes and files there are, with which modes and
 * limits, what stays in the kernel, what is logged, with which status it ends. What ends at once is in `cli.test.ts`.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
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
  readonly config?: string
  /** before the start */
  readonly before?: (host: Host) => void
  /** what is compared, seen once it is master */
  readonly seen?: (daemon: Daemon, host: Host) => unknown
  /** it never becomes master */
  readonly idle?: RegExp
  /** what is compared after the end */
  readonly left?: (host: Host, daemon: Daemon) => unknown
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
    const daemon = Daemon.start(program, host, scene.config ?? instance, ['-D', ...scene.options])
    try {
      await daemon.waitForLine(scene.idle ?? /Entering MASTER STATE/)
      if (scene.idle === undefined) await until('the address is there', () => hasAddress(host))
      const seen = await scene.seen?.(daemon, host)
      if (scene.end === undefined) await daemon.stop()
      else scene.end(daemon)
      return { seen, status: await daemon.exited(), left: scene.left?.(host, daemon) }
    } finally {
      daemon.close()
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
