/** Ours against the original's dumps as recorded in a guest with IPVS; test/uml/dump.test.ts takes them anew. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dumpCheckerProcess, dumpVrrpProcess } from '../../../src/config/dump/dump.ts'
import { initialLvsView, initialVrrpView } from '../../../src/config/dump/view.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { normaliseLines } from '../../differential/normalise-dump.ts'
import { interfacesFromIp, plainEnvironment, resolvedRelay } from '../../lab/dump-facts.ts'
import { dumpedConfigurations, guestName, recordFolder } from '../../uml/dump-capture.ts'

const interfaces = interfacesFromIp(readFileSync(join(recordFolder, 'addresses.json'), 'utf8'))

describe.each([...dumpedConfigurations()])('%s', (name, path) => {
  const { config } = loadConfig(path, plainEnvironment(guestName, interfaces))
  if (config === null) throw new Error(`${name} was refused`)
  const smtpServer = resolvedRelay(config.global.email.server?.host)

  const vrrp = recorded(name, 'vrrp')
  test.skipIf(vrrp === null)('the VRRP process says what the original says', () => {
    const view = { ...initialVrrpView(config, interfaces), smtpServer }
    expect(normaliseLines(dumpVrrpProcess(config, view))).toEqual(vrrp)
  })

  const checker = recorded(name, 'checker')
  test.skipIf(checker === null)('the checker process says what the original says', () => {
    const view = { ...initialLvsView(config), smtpServer }
    expect(normaliseLines(dumpCheckerProcess(config, view))).toEqual(checker)
  })
})

/** Null: the original has no such process with this file. */
function recorded(name: string, process: 'vrrp' | 'checker'): string[] | null {
  const path = join(recordFolder, `${name}.${process}.txt`)
  return existsSync(path) ? normaliseLines(readFileSync(path, 'utf8').trimEnd().split('\n')) : null
}
