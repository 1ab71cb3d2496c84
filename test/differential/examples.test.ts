/** Each file in conf/ is clean for both programs, and says what it is in its first line. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandOf, repositoryRoot } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()
const directory = join(repositoryRoot, 'conf')
const files = readdirSync(directory).filter((file) => file.endsWith('.conf'))
/** what 2.2.7 does not know */
const NEWER = new Set(['auth-hmac.conf'])

describe.skipIf(why !== null)(`the examples in conf/${why === null ? '' : ` (${why})`}`, () => {
  test('are clean for keepalived and for us', () => {
    expect(files.length).toBeGreaterThan(0)
    const lan = new Lan('ex', [
      {
        name: 'r',
        nics: ['eth0', 'eth1'].map((name, i) => ({ name, segment: `s${i}`, addresses: [`10.${i}.0.1/24`] })),
      },
    ])
    try {
      for (const file of files) {
        expect(readFileSync(join(directory, file), 'utf8').startsWith('# '), file).toBe(true)
        for (const program of NEWER.has(file)
          ? (['tskeepalived'] as const)
          : (['keepalived', 'tskeepalived'] as const)) {
          const { command, args } = commandOf(program)
          const result = lan.host('r').tryRun(command, ...args, '-t', '-f', join(directory, file))
          expect({ program, file, status: result.status, said: result.stderr }).toEqual({
            program,
            file,
            status: 0,
            said: '',
          })
        }
      }
    } finally {
      lan.close()
    }
  })
})
