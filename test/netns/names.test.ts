/**
 * `net_namespace`, `instance`, `use_pid_dir`, `data_use_instance`: pid files, dumps, log lines and the namespace itself,
 * beside the original with the same file. Both are started outside, as from a unit, with their usual pid files in a
 * /run of their own.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sleep, until } from '../lab/daemons.ts'
import type { Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()
const programs: Readonly<Record<Program, readonly string[]>> = {
  keepalived: ['keepalived'],
  tskeepalived: [process.execPath, resolve(import.meta.dirname, '../../dist/main.js')],
}

const dataUseInstance = 'global_defs {\n data_use_instance\n}'

const instance = `
vrrp_instance v {
  interface eth0
  virtual_router_id 3
  virtual_ipaddress { 10.9.9.9/32 }
}`

describe.skipIf(why !== null)(`names of a daemon${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  let own = ''
  beforeAll(() => {
    lan = new Lan('names', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.9.1/24'] }] }])
    own = lan.host('d').namespace
  })
  afterAll(() => lan?.close())

  test.each<[name: string, head: string, options: string[]]>([
    ['net_namespace', 'net_namespace NS', []],
    ['an instance in it', `net_namespace NS\ninstance blue\n${dataUseInstance}`, []],
    ['-s wins', `net_namespace other\nuse_pid_dir\n${dataUseInstance}`, ['-s', 'NS']],
  ])('%s', async (_, head, options) => {
    const words = options.map((word) => word.replace('NS', own))
    const text = head.replace('NS', own)
    const expected = await seen('keepalived', text, words)
    expect(expected.pidFiles.length).toBe(2)
    expect(await seen('tskeepalived', text, words)).toEqual(expected)
  })

  test('a namespace that is not there ends the start', async () => {
    const { status, lines } = await run('tskeepalived', `net_namespace nowhere${instance}`, [], ({ ended }) => ended)
    expect(status).toBe(1)
    expect(lines.join('\n')).toContain('Unable to set network namespace nowhere - exiting')
  })

  async function seen(program: Program, head: string, options: readonly string[]) {
    let pidFiles: readonly string[] = []
    let dumps: readonly string[] = []
    const { status, lines, left } = await run(program, head + instance, options, async (inside) => {
      await until(`${program} is backup`, () => inside.lines().some((line) => /Entering BACKUP/.test(line)))
      await sleep(300)
      pidFiles = inside.pidFiles()
      const main = pidFiles.find((path) => /\/keepalived[_.]/.test(path)) ?? ''
      expect(inside.read(main)).toBe(String(inside.pid))
      process.kill(inside.pid, 'SIGUSR1')
      await until('the dumps', () => inside.dumps().length === 2)
      dumps = inside.dumps()
      writeFileSync(inside.configPath, `instance red${instance}`)
      process.kill(inside.pid, 'SIGHUP')
      await until('the refusal', () => inside.lines().some((line) => /Cannot change instance/.test(line)))
    })
    const said = lines.filter((line) => /ident|Overriding|Cannot change/.test(line))
    return { status, pidFiles, dumps, said, left }
  }

  interface Inside {
    readonly pid: number
    readonly ended: Promise<unknown>
    readonly configPath: string
    readonly lines: () => string[]
    readonly dumps: () => string[]
    readonly pidFiles: () => string[]
    readonly read: (path: string) => string
  }

  /** In a mount namespace with an empty /run; `exec` keeps the pid, so that the pid file can be compared with it. */
  async function run(
    program: Program,
    text: string,
    options: readonly string[],
    work: (inside: Inside) => Promise<unknown>,
  ) {
    const directory = mkdtempSync(join(tmpdir(), 'tsk-names-'))
    const configPath = join(directory, 'keepalived.conf')
    writeFileSync(configPath, text)
    const isolate = 'mkdir $0/netns && mount --rbind /run/netns $0/netns && mount --rbind $0 /run && exec "$@"'
    const runDirectory = mkdtempSync(join(tmpdir(), 'tsk-run-'))
    const words = [...programs[program], '-n', '-l', '-D', '-G', '-P', '-f', configPath, ...options]
    const args = ['--mount', 'bash', '-c', isolate, runDirectory, ...words]
    const child = spawn('unshare', args, {
      env: { ...process.env, TMPDIR: directory },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let log = ''
    child.stderr.on('data', (data: Buffer) => (log += data.toString()))
    child.stdout.on('data', (data: Buffer) => (log += data.toString()))
    const ended = new Promise<number | null>((done) => child.on('exit', done))
    const lines = (): string[] => log.split('\n').map((line) => line.replace(/^.*? \d{4}: /, ''))
    try {
      await work({
        pid: child.pid ?? 0,
        ended,
        configPath,
        lines,
        dumps: () =>
          readdirSync(directory)
            .filter((name) => name.endsWith('.data'))
            .sort(),
        // From outside: the original mounts its own directory over /run/keepalived.
        pidFiles: () =>
          readdirSync(runDirectory, { recursive: true, encoding: 'utf8' })
            .filter((name) => name.endsWith('.pid'))
            .sort(),
        read: (path) => readFileSync(join(runDirectory, path), 'utf8').trim(),
      })
    } finally {
      child.kill('SIGTERM')
    }
    const status = await ended
    const left = readdirSync(runDirectory).filter((name) => name !== 'netns')
    rmSync(runDirectory, { recursive: true, force: true })
    rmSync(directory, { recursive: true, force: true })
    return { status, lines: lines(), left }
  }
})
