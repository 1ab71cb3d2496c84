import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Lan } from '../../lab/lan.ts'
import { runWorker } from './started-worker.ts'

test('a script inherits none of the sockets of the process that runs it', async () => {
  const lan = new Lan('inh', [{ name: 'a', nics: [{ name: 'eth0', segment: 'lan', addresses: ['192.0.2.1/24'] }] }])
  const directory = mkdtempSync(join(tmpdir(), 'tsk-inherit-'))
  try {
    const path = join(directory, 'descriptors')
    expect(await runWorker(lan.host('a'), 'inherit', path, 1)).toEqual([{ kind: 'exit', status: 0 }])
    const targets = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.includes(' -> '))
      .map((line) => line.split(' -> ')[1])
    expect(targets.filter((target) => target === '/dev/null')).toHaveLength(2)
    // Pipes and files may come from whoever started us all.
    expect(targets.filter((target) => target?.startsWith('socket:'))).toEqual([])
  } finally {
    rmSync(directory, { recursive: true })
    lan.close()
  }
})
