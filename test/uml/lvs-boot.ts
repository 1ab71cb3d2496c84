/** Boots the guest that plays test/uml/lvs-configurations.ts: all in few files, or some of them each in a file of its own. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { bootUml, repositoryRoot } from '../lab/uml.ts'
import type { Played } from './guest/lvs-configurations.ts'

/** `alone`: "first-last", by number */
export async function playConfigurations(alone?: string): Promise<Played[]> {
  execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
    join(repositoryRoot, 'test/uml/guest/lvs-configurations.ts'),
    ...['--bundle', '--platform=node', '--format=esm', '--out-extension:.js=.mjs', '--log-level=warning'],
    `--outdir=${join(repositoryRoot, 'dist/guest')}`,
  ])
  const result = await bootUml({
    script: 'exec "$NODE" dist/guest/lvs-configurations.mjs',
    modules: ['ip_vs', 'veth'],
    memMb: 1536,
    timeoutS: alone === undefined ? 800 : 1_800,
    env: alone === undefined ? {} : { ALONE: alone },
  })
  const text = result.files['played']
  if (text === undefined) throw new Error(`the guest told nothing:\n${result.output}\n${result.console}`)
  return JSON.parse(text) as Played[]
}
