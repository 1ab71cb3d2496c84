/**
 * Each file in conf/ is clean for both programs, can be dumped, says what it is in its first line and has its line in
 * the index. One that says that it needs a newer keepalived is shown to ours alone.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandOf, repositoryRoot } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()
const directory = join(repositoryRoot, 'conf')
const files = readdirSync(directory).filter((file) => file.endsWith('.conf'))

describe.skipIf(why !== null)(`the examples in conf/${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  beforeAll(() => {
    lan = new Lan('ex', [
      {
        name: 'r',
        nics: ['eth0', 'eth1'].map((name, i) => ({ name, segment: `s${i}`, addresses: [`10.${i}.0.1/24`] })),
      },
    ])
  })
  afterAll(() => lan?.close())

  test.each(files)('%s', (file) => {
    const text = readFileSync(join(directory, file), 'utf8')
    const newer = /^# Needs keepalived [\d.]+ or newer/m.test(text.split('\n').slice(0, 3).join('\n'))
    if (!newer) expect(run('keepalived', file, '-t')).toEqual({ status: 0, said: '' })
    const ours = run('tskeepalived', file, '-t', '-d')
    expect(ours).toMatchObject({ status: 0 })
    expect(ours.said).toContain('------< Global definitions >------')
    const heads = ours.said.split('\n').filter((line) => /: (?:error|warning): /.test(line))
    expect(heads.filter((line) => !line.endsWith('[no-effect-yet]'))).toEqual([])
  })

  function run(program: 'keepalived' | 'tskeepalived', file: string, ...options: string[]): RunResult {
    const { command, args } = commandOf(program)
    if (lan === undefined) throw new Error('no namespace')
    const words = [command, ...args, ...options, '-f', join(directory, file)]
    const { status, stdout } = lan.host('r').tryRun('sh', '-c', '"$@" 2>&1', 'sh', ...words)
    return { status, said: stdout }
  }
})

interface RunResult {
  readonly status: number
  /** standard output and standard error */
  readonly said: string
}
