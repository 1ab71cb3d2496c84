/**
 * One life of a director, played by keepalived and by us side by side in one boot: deaths, returns, quorum, sorry servers,
 * reloads, the stop. At each stage both have said, written, mailed, run and programmed the same; ours also survives crashes.
 *
 * What is set aside before comparing: lines about no server (start, memory, mail transport) and the configuration's warnings
 * about ports, where ours name file and line, as other tests compare those; the order between virtual servers, whose checks
 * run side by side; the order of mails and of scripts, which are sent and run side by side. The order of the lines about one
 * virtual server counts.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { bootUml, repositoryRoot, whyNoUml, type UmlResult } from '../lab/uml.ts'
import type { Stage } from './guest/director.ts'
import type { Life } from './guest/lvs-life.ts'

const why = whyNoUml()
const script = `
  for program in keepalived tskeepalived; do
    unshare --net "$NODE" dist/guest/lvs-life.mjs $program &
  done
  wait
`

describe.skipIf(why !== null)(`a director's life in a guest${why === null ? '' : ` (${why})`}`, () => {
  let result: UmlResult
  let theirs: Life
  let ours: Life

  beforeAll(async () => {
    execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
      join(repositoryRoot, 'test/uml/guest/lvs-life.ts'),
      ...['--bundle', '--platform=node', '--format=esm', '--out-extension:.js=.mjs', '--log-level=warning'],
      `--outdir=${join(repositoryRoot, 'dist/guest')}`,
    ])
    result = await bootUml({ script, memMb: 1024, timeoutS: 300 })
    const read = (program: string): Life => {
      expect(result.files[program], result.output + result.console).toBeDefined()
      return JSON.parse(result.files[program] ?? '') as Life
    }
    theirs = read('keepalived')
    ours = read('tskeepalived')
  })

  test('every stage came to its end in both', () => {
    const missing = [...theirs.stages, ...ours.stages].flatMap(({ title, log }) =>
      log.filter((line) => line.startsWith('MISSING')).map((line) => `${title}: ${line}`),
    )
    expect(missing).toEqual([])
    expect(theirs.stages.length).toBeGreaterThan(10)
  })

  for (const what of ['log', 'fifo', 'mails', 'scripts', 'ipvs'] as const) {
    test(`the same ${what}`, () => {
      const table = ({ stages }: Life): object =>
        Object.fromEntries(
          stages.slice(0, theirs.stages.length).map((stage) => [stage.title, normalise(what, stage[what])]),
        )
      expect(theirs.stages.flatMap((stage) => stage[what]).length).toBeGreaterThan(20)
      expect(table(ours)).toEqual(table(theirs))
    })
  }

  test('the same requests for the same urls at the same distances', () => {
    for (const [server, lines] of Object.entries(theirs.urls)) {
      expect(lines.length, server).toBeGreaterThan(8)
      const both = Math.min(lines.length, ours.urls[server]?.length ?? 0) - 1
      expect(ours.urls[server]?.slice(0, both), server).toEqual(lines.slice(0, both))
    }
  })

  test('after a crash the table is put right, with nothing twice', () => {
    const tableAt = (title: string): readonly string[] =>
      [...(ours.stages.find((stage) => stage.title === title)?.ipvs ?? [])].sort()
    const stranger = ['-A -t 10.88.9.9:99 -s rr', '-a -t 10.88.9.9:99 -r 10.99.9.9:99 -m -w 1']
    const mine = ['-A -t 10.88.5.1:80 -s rr', '-a -t 10.88.5.1:80 -r 10.99.5.11:80 -m -w 1']
    const both = [...stranger, ...mine, '-a -t 10.88.5.1:80 -r 10.99.5.12:80 -m -w 1'].sort()
    for (const title of [
      'before the crash',
      'crashed',
      'started again',
      'crashed again, and a server dies meanwhile',
    ]) {
      expect(tableAt(title), title).toEqual(both)
    }
    expect(tableAt('that is seen')).toEqual([...stranger, ...mine].sort())
    expect(tableAt('stopped after crashes')).toEqual(stranger)
  })
})

/** By virtual server, where the order counts; sorted where it does not. */
function normalise(what: keyof Stage, lines: Stage['log']): object {
  if (what !== 'log' && what !== 'fifo') return [...lines].sort()
  const bySubject: Record<string, string[]> = {}
  for (const line of lines) {
    if (/has port specified|ports don't match/.test(line)) continue
    const subject = /10\.(?:88|99)\.(\d+)\./.exec(line)?.[1] ?? /G(2)\]/.exec(line)?.[1] ?? /FWM (3)/.exec(line)?.[1]
    if (subject !== undefined) (bySubject[subject] ??= []).push(line)
  }
  return bySubject
}
