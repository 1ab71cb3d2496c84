/**
 * LVS in a guest with IPVS, both programs in one boot, one after the other: programming the kernel, a reload that changes one
 * real server, the cost of checks and how soon deaths are seen, memory. A process in the guest is five to ten times
 * slower than outside, so only the ratios tell something.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Program } from '../lab/daemons.ts'
import { bootUml, repositoryRoot } from '../lab/uml.ts'
import type { LvsFigures } from './guest-lvs.ts'
import { programs, type Measurement } from './measure.ts'

export async function lvs(): Promise<Measurement[]> {
  execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
    join(repositoryRoot, 'test/bench/guest-lvs.ts'),
    ...['--bundle', '--platform=node', '--format=esm', '--out-extension:.js=.mjs', '--log-level=warning'],
    `--outdir=${join(repositoryRoot, 'dist/guest')}`,
  ])
  const result = await bootUml({
    script: 'exec "$NODE" dist/guest/guest-lvs.mjs',
    modules: ['ip_vs', 'nlmon'],
    memMb: 2048,
    timeoutS: 1_200,
    onOutput: (text) => process.stderr.write(text),
  })
  const of = (program: Program): LvsFigures => {
    const text = result.files[program]
    if (text === undefined) throw new Error(`${program} did not come to its end:\n${result.output}`)
    return JSON.parse(text) as LvsFigures
  }
  const figures = { keepalived: of('keepalived'), tskeepalived: of('tskeepalived') }
  const value = (name: string) =>
    Object.fromEntries(programs.map((program) => [program, figures[program][name] ?? NaN])) as Record<Program, number>
  const measurements = Object.keys(figures.keepalived).map((name) => {
    const [, what = name, unit = ''] = /^(.*), (\S+)$/.exec(name) ?? []
    return { what, unit, digits: unit === '%' ? 1 : 0, values: value(name) }
  })
  const [few, many] = [value('1000 real servers: PSS, kB'), value('4000 real servers: PSS, kB')]
  const per1000 = (program: Program): number => (many[program] - few[program]) / 3
  return [
    ...measurements,
    {
      what: 'PSS per 1,000 further real servers with a TCP_CHECK',
      unit: 'kB',
      digits: 0,
      values: { keepalived: per1000('keepalived'), tskeepalived: per1000('tskeepalived') },
    },
  ]
}
