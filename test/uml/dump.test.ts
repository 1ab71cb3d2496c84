/** The dumps of both processes, ours against the original's running in a guest with IPVS; also, that the record is still true. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { dumpCheckerProcess, dumpVrrpProcess } from '../../src/config/dump/dump.ts'
import { initialLvsView, initialVrrpView } from '../../src/config/dump/view.ts'
import { loadConfig } from '../../src/config/load.ts'
import { normaliseLines } from '../differential/normalise-dump.ts'
import { interfacesFromIp, plainEnvironment, resolvedRelay } from '../lab/dump-facts.ts'
import { whyNoUml } from '../lab/uml.ts'
import { captureDumps, dumpedConfigurations, extraFolder, guestName, needsIpvs, recordFolder } from './dump-capture.ts'
import type { CapturedDumps } from './dump-capture.ts'

const why = whyNoUml()

describe.skipIf(why !== null)(`dumps in a guest${why === null ? '' : ` (${why})`}`, () => {
  const wanted = ({ vrrp, checker }: ReturnType<typeof needsIpvs>): boolean => vrrp || checker
  // Those of users are compared with records of the original in the unit tests; a guest takes long.
  const configurations = new Map(
    [...dumpedConfigurations()].filter(
      ([, path]) => path.startsWith(extraFolder) && wanted(needsIpvs(readFileSync(path, 'utf8'))),
    ),
  )
  let captured: CapturedDumps

  beforeAll(async () => {
    captured = await captureDumps(configurations, 'live')
  })

  test.each([...configurations])('%s', (name, path) => {
    const interfaces = interfacesFromIp(captured.addresses)
    const { config } = loadConfig(path, plainEnvironment(guestName, interfaces))
    if (config === null) throw new Error(`${name} was refused`)
    const smtpServer = resolvedRelay(config.global.email.server?.host)
    const original = captured.dumps[name]
    expect(original?.vrrp ?? original?.checker ?? null, 'the original dumped something').not.toBeNull()
    if (original?.vrrp) {
      const view = { ...initialVrrpView(config, interfaces), smtpServer }
      expect(normaliseLines(dumpVrrpProcess(config, view))).toEqual(normaliseLines(original.vrrp))
    }
    if (original?.checker) {
      const view = { ...initialLvsView(config), smtpServer }
      expect(normaliseLines(dumpCheckerProcess(config, view))).toEqual(normaliseLines(original.checker))
      // The checker process knows nothing of interfaces, so its record must be the same to the letter.
      const recorded = readFileSync(join(recordFolder, `${name}.checker.txt`), 'utf8')
        .trimEnd()
        .split('\n')
      expect(normaliseLines(recorded)).toEqual(normaliseLines(original.checker))
      // The same once more from our daemon, which finds the facts itself.
      expect(normaliseLines(original.ours ?? [])).toEqual(normaliseLines(original.checker))
    }
  })
})
