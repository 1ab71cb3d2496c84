/**
 * Every word of routes and rules, right and wrong, one line at a time: our verdict beside the original's, and how both
 * write what they understood.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeRoute, writeRule } from '../../src/config/dump/routes.ts'
import { loadConfig } from '../../src/config/load.ts'
import type { LoadResult } from '../../src/config/load.ts'
import { makeConfigEnvironment } from '../../src/linux/config-environment.ts'
import { Daemon } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'
const NICS = ['eth0', 'eth1']

const linesOf = (name: string): readonly string[] =>
  readFileSync(fileURLToPath(new URL(`../fixtures/routes/${name}.txt`, import.meta.url)), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
const routes = linesOf('routes')
const rules = linesOf('rules')

describe.skipIf(why !== null)(`routes and rules${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  let directory: string

  beforeAll(() => {
    lan = new Lan('routes', [
      {
        name: 'd',
        nics: [
          { name: 'eth0', segment: 'lan-a', addresses: ['10.9.0.1/24', 'fd00:9::1/64'] },
          { name: 'eth1', segment: 'lan-b', addresses: ['10.8.0.1/24'] },
        ],
      },
    ])
    directory = mkdtempSync(join(tmpdir(), 'tsk-routes-'))
  })
  afterAll(() => {
    lan?.close()
    rmSync(directory, { recursive: true, force: true })
  })

  function load(text: string): LoadResult {
    const path = join(directory, 'keepalived.conf')
    writeFileSync(path, text)
    const environment = {
      ...makeConfigEnvironment({ testing: true }),
      interfaceExists: (n: string) => NICS.includes(n),
      vrfTable: () => null,
    }
    return loadConfig(path, environment)
  }

  function verdict(text: string): { readonly status: number; readonly words: readonly string[] } {
    const path = join(directory, 'keepalived.conf')
    writeFileSync(path, text)
    const { status, stderr } = lan?.host('d').tryRun('keepalived', '-t', '-n', '-l', '-f', path) ?? {
      status: 0,
      stderr: '',
    }
    const words = stderr
      .split('\n')
      .flatMap((line) => /\(.*?: Line \d+\) (.*)$/.exec(line)?.[1] ?? [])
      // The reason of a bad number or address has a line of its own there; here it is the hint.
      .filter((line) => !/^(number|invalid number|negative number|VRRP parsed invalid IP) ?/.test(line))
    return { status, words }
  }

  describe.each([
    ['static_routes', routes],
    ['static_rules', rules],
  ] as const)('%s', (block, lines) => {
    test.each(lines)('%s', (line) => {
      const text = `${block} {\n ${line}\n}\n`
      const theirs = verdict(text)
      const ours = load(text)
      const messages = ours.diagnostics.map((diagnostic) => diagnostic.message)
      expect({
        status: ours.exitStatus,
        words: theirs.words.filter((word) => !messages.includes(word)),
        messages,
      }).toEqual({
        status: theirs.status,
        words: [],
        messages: expect.anything() as unknown,
      })
    })
  })

  test('what was understood is written in the same words', async () => {
    const fine = (block: string) => (line: string) =>
      verdict(`${block} {\n ${line}\n}\n`).status !== 2 && !line.includes('nosuch')
    const text = `
      vrrp_instance V {
        interface eth0
        virtual_router_id 5
        virtual_ipaddress { 10.9.0.50 }
        virtual_routes {\n${routes.filter(fine('static_routes')).join('\n')}\n}
        virtual_rules {\n${rules.filter(fine('static_rules')).join('\n')}\n}
      }
    `.replace('{ 10.9.0.50 }', '{\n10.9.0.50\n}')
    const daemon = Daemon.start('keepalived', lan!.host('d'), text, ['-D', '-d', '-P'])
    try {
      await daemon.waitForLine(/Entering BACKUP STATE/)
      await daemon.stop()
    } finally {
      daemon.close()
    }
    const instance = load(text).config?.vrrp.instances[0]
    expect(instance?.routes?.map(writeRoute)).toEqual(section(daemon.lines, 'Virtual Routes :'))
    expect(instance?.rules?.map(writeRule)).toEqual(section(daemon.lines, 'Virtual Rules :'))
  })
})

function section(log: readonly string[], title: string): readonly string[] {
  const start = log.findIndex((line) => line.trim() === title)
  const end = log.findIndex((line, i) => i > start && /^ {3}\S/.test(line))
  // The original cuts its longest line and writes the rest on a second one.
  return log
    .slice(start + 1, end)
    .filter((line) => /^ {5}\S/.test(line))
    .map((line) => line.trim())
}
