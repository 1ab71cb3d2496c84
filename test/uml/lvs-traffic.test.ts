/** Traffic really flows: clients get answers from the servers that are alive, in turn, by every forwarding method. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { bootUml, repositoryRoot, whyNoUml } from '../lab/uml.ts'
import type { Answers } from './guest/lvs-traffic.ts'

const why = whyNoUml()
const both = ['web1', 'web1', 'web1', 'web2', 'web2', 'web2']

describe.skipIf(why !== null)(`traffic through a director in a guest${why === null ? '' : ` (${why})`}`, () => {
  let output = ''
  let found: Answers[] = []

  beforeAll(async () => {
    execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
      ...['lvs-traffic', 'web-server'].map((name) => join(repositoryRoot, `test/uml/guest/${name}.ts`)),
      ...['--bundle', '--platform=node', '--format=esm', '--out-extension:.js=.mjs', '--log-level=warning'],
      `--outdir=${join(repositoryRoot, 'dist/guest')}`,
    ])
    const result = await bootUml({
      script: 'exec "$NODE" dist/guest/lvs-traffic.mjs',
      modules: ['ip_vs', 'veth', 'bridge', 'ipip', 'fou'],
      memMb: 1024,
      timeoutS: 300,
    })
    output = result.output + result.console.slice(-2_000)
    found = result.output
      .split('\n')
      .filter((line) => line.startsWith('ANSWERS '))
      .map((line) => JSON.parse(line.slice('ANSWERS '.length)) as Answers)
  })

  for (const method of ['NAT', 'DR', 'TUN ipip', 'TUN gue']) {
    test.each([
      ['both live', both],
      ['web1 is dead', Array.from({ length: 6 }, () => 'web2')],
      ['web1 is back', both],
    ])(`${method}: %s`, (at, answers) => {
      expect(found.find((one) => one.method === method && one.at === at)?.answers, output).toEqual(answers)
    })
  }
})
