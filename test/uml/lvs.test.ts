/** The same LVS configuration given to keepalived and to us, in one boot: the same `ipvsadm -Sn` at every point. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bootUml, repositoryRoot, whyNoUml } from '../lab/uml.ts'
import type { Snapshot } from './guest/lvs-scenario.ts'

const why = whyNoUml()
const points = ['start', 'web1 dead', 'web1 back', 'weight changed by reload', 'stopped']

describe.skipIf(why !== null)(`IPVS in a guest${why === null ? '' : ` (${why})`}`, () => {
  test('holds the same after start, deaths, returns, a reload and the stop', async () => {
    bundle('lvs-scenario', 'hello-server')
    const result = await bootUml({
      script: 'exec "$NODE" dist/guest/lvs-scenario.mjs',
      modules: ['ip_vs', 'veth', 'bridge'],
      memMb: 1024,
      timeoutS: 600,
    })
    const snapshots = result.output.split('\n').filter((line) => line.startsWith('SNAPSHOT '))
    const by = new Map(
      snapshots.map((line) => {
        const snapshot = JSON.parse(line.slice('SNAPSHOT '.length)) as Snapshot
        return [`${snapshot.program} ${snapshot.at}`, snapshot.ipvs] as const
      }),
    )
    for (const point of points) {
      expect(by.get(`keepalived ${point}`), `${point}\n${result.output}\n${result.console}`).toBeDefined()
      expect(by.get(`tskeepalived ${point}`), `${point}\n${result.output}`).toEqual(by.get(`keepalived ${point}`))
    }
    // The comparison would be empty if nothing had ever been programmed.
    expect(by.get('tskeepalived start')?.length).toBeGreaterThan(20)
    expect(by.get('tskeepalived stopped')).toEqual([])
  })
})

function bundle(...names: readonly string[]): void {
  execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
    ...names.map((name) => join(repositoryRoot, `test/uml/guest/${name}.ts`)),
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--out-extension:.js=.mjs',
    `--outdir=${join(repositoryRoot, 'dist/guest')}`,
    '--log-level=warning',
  ])
}
