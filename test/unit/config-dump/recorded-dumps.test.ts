/** Ours against the original's dumps as recorded in a guest with IPVS; test/uml/dump.test.ts takes them anew. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dumpCheckerProcess, dumpVrrpProcess } from '../../../src/config/dump/dump.ts'
import { initialLvsView, initialVrrpView } from '../../../src/config/dump/view.ts'
import { loadConfig } from '../../../src/config/load.ts'
import { normaliseLines } from '../../differential/normalise-dump.ts'
import { interfacesFromIp, plainEnvironment, resolvedRelay } from '../../lab/dump-facts.ts'
import { dumpedConfigurations, guestName, recordFolder } from '../../uml/dump-capture.ts'

const interfaces = interfacesFromIp(readFileSync(join(recordFolder, 'addresses.json'), 'utf8'))

const configurations = dumpedConfigurations()
/** Where the original has no such process, there is no file. */
const records = readdirSync(recordFolder).flatMap((file) => {
  const [, name = '', process] = /^(.+)\.(vrrp|checker)\.txt$/.exec(file) ?? []
  return process === undefined ? [] : [{ file, name, process }]
})

test('every configuration has its record, and every record its configuration', () => {
  expect(new Set(records.map(({ name }) => name))).toEqual(new Set(configurations.keys()))
})

test.each(records)('$file', ({ file, name, process }) => {
  const { config } = loadConfig(configurations.get(name) ?? '', plainEnvironment(guestName, interfaces))
  if (config === null) throw new Error(`${name} was refused`)
  const smtpServer = resolvedRelay(config.global.email.server?.host)
  const lines =
    process === 'vrrp'
      ? dumpVrrpProcess(config, { ...initialVrrpView(config, interfaces), smtpServer })
      : dumpCheckerProcess(config, { ...initialLvsView(config), smtpServer })
  expect(normaliseLines(lines)).toEqual(
    normaliseLines(readFileSync(join(recordFolder, file), 'utf8').trimEnd().split('\n')),
  )
})
