/** The checker process's dumps of random virtual servers, ours against the original's as recorded in a guest. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compareDump } from '../../differential/dump-comparison.ts'
import { recordedDumps } from '../../differential/recorded-dumps.ts'

test('they are equal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tsk-recorded-'))
  try {
    const path = join(folder, 'keepalived.conf')
    const differing = recordedDumps().flatMap(({ text, dump }) => {
      writeFileSync(path, text)
      const difference = compareDump('checker', path, text, [], dump)?.difference
      return difference === null ? [] : [text + (difference?.shown ?? 'it has no dump')]
    })
    expect(differing).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
