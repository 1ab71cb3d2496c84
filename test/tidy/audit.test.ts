/** `npm run audit` with an npm that answers as the test wants: clean, with findings, refused. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const metadata = (total: number) => ({ vulnerabilities: { total }, dependencies: { prod: 9 } })
const weakness = { name: 'left', severity: 'high', range: '<2' }

test.each([
  [0, { vulnerabilities: {}, metadata: metadata(0) }, 0, '0 known weaknesses in 9 packages\n'],
  [
    1,
    { vulnerabilities: { left: weakness }, metadata: metadata(1) },
    1,
    'high: left <2\n1 known weaknesses in 9 packages\n',
  ],
  [
    1,
    { message: '405 Method Not Allowed - POST x', statusCode: 405 },
    2,
    'not audited: 405 Method Not Allowed - POST x\n',
  ],
  [1, null, 2, 'not audited: the registry gave no answer\n'],
])('npm ends with %i and says %j', (npmStatus, answer, status, said) => {
  const folder = mkdtempSync(join(tmpdir(), 'tsk-audit-'))
  const text = answer === null ? '' : JSON.stringify(answer)
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho '${text}'\nexit ${npmStatus}\n`, { mode: 0o755 })
  const script = new URL('../audit.sh', import.meta.url).pathname
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` }
  const run = spawnSync('bash', [script], { encoding: 'utf8', env })
  expect([run.status, run.stdout]).toEqual([status, said])
  rmSync(folder, { recursive: true })
})
