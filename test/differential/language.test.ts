/**
 * The language below the keywords, fact by fact: definitions, conditions, repetition, includes, quotes, comments. For
 * each small file the verdict of `-t` and the dump of both programs are the same, or why not is said here.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dumpVrrpProcess } from '../../src/config/dump/dump.ts'
import { initialVrrpView } from '../../src/config/dump/view.ts'
import type { InterfaceView } from '../../src/config/dump/view.ts'
import { loadConfig } from '../../src/config/load.ts'
import type { LoadResult } from '../../src/config/load.ts'
import { makeConfigEnvironment } from '../../src/linux/config-environment.ts'
import { interfacesFromIp } from '../lab/dump-facts.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import type { Host } from '../lab/lan.ts'
import { dumpInLog, normaliseLines } from './normalise-dump.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

/** name → why the dump differs */
const OTHER_DUMP: Readonly<Record<string, string>> = {
  'multi-line-include-inside': 'the processes of the original read such a file twice',
  'include-quoted': 'the original takes the quotes for a part of the name',
  'command-user':
    'its default user keepalived_script is not there, and it removes the script although it names another',
  'command-user-word': 'its default user is not there, so it shows none',
}

const SIGNS: Readonly<Record<string, string>> = { TAB: '\t', CR: '\r', FF: '\f', E9: '\xe9' }
const INSTANCE = 'vrrp_instance i {\ninterface eth0\nvirtual_router_id 99\nvirtual_ipaddress {\n10.9.9.9\n}\n}\n'
const AT_ONCE = 8

interface Case {
  readonly name: string
  readonly files: readonly { readonly path: string; readonly text: string; readonly executable: boolean }[]
}

const fixture = fileURLToPath(new URL('../fixtures/config/language.txt', import.meta.url))
const cases = readFileSync(fixture, 'utf8').split(/^## /m).slice(1).map(readCase)

function readCase(part: string): Case {
  const [head = '', ...further] = part.split(/^>>/m)
  const name = head.slice(0, head.indexOf('\n'))
  const text = head.slice(head.indexOf('\n') + 1)
  const main = /^.*vrrp_instance/m.test(text) ? text : INSTANCE + text
  return {
    name,
    files: [
      { path: 'keepalived.conf', text: main, executable: false },
      ...further.map((one) => ({
        path: one.slice(1, one.indexOf('\n')).trim(),
        text: one.slice(one.indexOf('\n') + 1),
        executable: one.startsWith('x'),
      })),
    ],
  }
}

function writeCase(folder: string, { name, files }: Case): string {
  for (const { path, text, executable } of files) {
    const whole = join(folder, name, path)
    mkdirSync(dirname(whole), { recursive: true })
    const octets = Buffer.from(
      text.replace(/<([A-Z\d]{2,3})>/g, (all, sign: string) => SIGNS[sign] ?? all),
      'utf8',
    )
    writeFileSync(whole, text.includes('<E9>') ? Buffer.from(octets.toString('utf8'), 'latin1') : octets)
    if (executable) chmodSync(whole, 0o755)
  }
  return join(folder, name, 'keepalived.conf')
}

describe.skipIf(why !== null)(`language${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  let host: Host
  let folder = ''
  let interfaces: InterfaceView[]
  const dumps = new Map<string, readonly string[]>()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tsk-language-'))
    const nics = ['eth0', 'eth1'].map((name, i) => ({ name, segment: `s${i}`, addresses: [`10.0.${i}.254/24`] }))
    lan = new Lan('lng', [{ name: 'h', nics }])
    host = lan.host('h')
    interfaces = interfacesFromIp(host.run('ip', '-j', '-d', 'addr'))
    const waiting = [...cases]
    const one = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        dumps.set(next.name, await dumpOfOriginal(writeCase(folder, next)))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
  }, 120_000)
  afterAll(() => {
    lan?.close()
    rmSync(folder, { recursive: true })
  })

  test.each(cases)('$name', ({ name }) => {
    const path = join(folder, name, 'keepalived.conf')
    const theirs = host.tryRun('keepalived', '-t', '-i', 'node1', '-f', path).status
    expect(load(path, true).exitStatus).toBe(theirs)
    const lines = dumps.get(name) ?? []
    const expected = normaliseLines(dumpInLog(lines))
    const dump = dumpOfOurs(load(path, false), nameOfHost(lines))
    // Theirs were read octet by octet; what is no UTF-8 is kept as octets by ours, too.
    const octets = name === 'latin1' ? dump : dump.map((line) => Buffer.from(line).toString('latin1'))
    const mine = normaliseLines(octets)
    if (name in OTHER_DUMP) expect(mine).not.toEqual(expected)
    else expect(mine).toEqual(expected)
  })

  test('every departure belongs to a case', () => {
    const names = new Set(cases.map((one) => one.name))
    expect(Object.keys(OTHER_DUMP).filter((name) => !names.has(name))).toEqual([])
  })

  function load(path: string, testing: boolean): LoadResult {
    const real = makeConfigEnvironment({ testing, configId: 'node1' })
    return loadConfig(path, { ...real, interfaceExists: (name) => interfaces.some((one) => one.name === name) })
  }

  function dumpOfOurs({ config, exitStatus }: LoadResult, hostName: string): readonly string[] {
    // These end a start, so there is no dump.
    if (config === null || exitStatus === 2 || exitStatus === 6) return []
    const named = config.global.routerId === null ? { ...config.global, routerId: hostName } : config.global
    const comparable = { ...config, global: named }
    return dumpVrrpProcess(comparable, { ...initialVrrpView(comparable, interfaces), smtpServer: null })
  }

  /** Its log until the configuration was dumped, or it ended. */
  function dumpOfOriginal(path: string): Promise<readonly string[]> {
    const pids = ['-p', '-r', '-c'].flatMap((option) => [option, `${path}${option}.pid`])
    const child = host.spawn('keepalived', ['-n', '-l', '-G', '-D', '-d', '-P', '-i', 'node1', '-f', path, ...pids])
    return new Promise((resolve) => {
      let text = ''
      const take = (chunk: Buffer): void => {
        text += chunk.toString('latin1')
        if (/VRRP sockpool|Startup complete/.test(text)) child.kill()
      }
      child.stderr?.on('data', take)
      child.stdout?.on('data', take)
      child.on('close', () => resolve(text.split('\n').map((line) => line.replace(/^[A-Z][a-z]{2} .{15} \d{4}: /, ''))))
    })
  }
})

/** The host's name as the original found it: it may not resolve. */
function nameOfHost(lines: readonly string[]): string {
  return lines.map((line) => /^ Router ID = (.*)$/.exec(line)?.[1]).findLast((name) => name !== undefined) ?? ''
}
