/**
 * The VRRP process's dump of every configuration, ours against the original's, in one namespace and from the same
 * facts. The checker process's needs IPVS: test/uml/dump.test.ts.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dumpVrrpProcess } from '../../src/config/dump/dump.ts'
import { initialVrrpView } from '../../src/config/dump/view.ts'
import type { InterfaceView } from '../../src/config/dump/view.ts'
import { loadConfig } from '../../src/config/load.ts'
import { Daemon, sleep } from '../lab/daemons.ts'
import type { Program } from '../lab/daemons.ts'
import { interfacesFromIp, plainEnvironment, resolvedRelay } from '../lab/dump-facts.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import type { Host } from '../lab/lan.ts'
import { dumpedConfigurations } from '../uml/dump-capture.ts'
import { changeWords, dumpInLog, normaliseLines, withoutIpvs, wordChanges } from './normalise-dump.ts'

const why = whyNoNamespaces()

/** These ask for IPVS in the VRRP process too, and have no VRRP part without it. */
const needIpvs = new Set([
  ...['lvs-tunnels', 'globals', 'lvs-checkers', 'lvs-services', 'arch-lb-fragment'],
  ...['bfd-checks', 'file-checks'],
])
const configurations = [
  ...[...dumpedConfigurations()].filter(([name]) => !needIpvs.has(name)),
  ['routes', fileURLToPath(new URL('../fixtures/routes/dump.conf', import.meta.url))] as const,
]

describe.skipIf(why !== null)(`dump of the VRRP process${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  let host: Host
  let interfaces: InterfaceView[]

  beforeAll(async () => {
    lan = new Lan('dump', [
      {
        name: 'd',
        nics: [
          { name: 'eth0', segment: 'lan-a', addresses: ['172.16.0.2/16', '192.168.1.2/24', '192.168.10.2/24'] },
          { name: 'eth1', segment: 'lan-b', addresses: ['10.20.40.2/24', 'fd00:1::2/64'] },
          { name: 'ens33', segment: 'lan-c', addresses: ['192.168.192.2/24'] },
          { name: 'enp0s8', segment: 'lan-d', addresses: ['192.168.1.2/24'] },
          { name: 'enp0s9', segment: 'lan-e', addresses: ['10.0.0.2/24'] },
        ],
      },
    ])
    host = lan.host('d')
    // Until the kernel has its link-local addresses, and every port of the bridges forwards.
    await sleep(2_500)
    interfaces = interfacesFromIp(host.run('ip', '-j', '-d', 'addr'))
  })
  afterAll(() => lan?.close())

  test.each(configurations)('%s', async (_name, path) => {
    const text = readFileSync(path, 'utf8')
    const original = await logOf('keepalived', changeWords(text, [...wordChanges, ...withoutIpvs]))
    const expected = normaliseLines(dumpInLog(original))
    expect(expected[0]).toBe('------< Global definitions >------')
    expect(normaliseLines(dumpOurs(path, nameOfHost(original)))).toEqual(expected)
    // The same once more from our daemon, which finds the facts itself.
    const ours = await logOf('tskeepalived', changeWords(text, withoutIpvs))
    expect(normaliseLines(dumpInLog(ours))).toEqual(expected)
  })

  async function logOf(program: Program, text: string): Promise<readonly string[]> {
    const daemon = Daemon.start(program, host, text, ['-D', '-d', '-P'])
    try {
      await daemon.waitForLine(/^VRRP sockpool|Entering BACKUP STATE|Receive advertisement timeout/)
      await daemon.stop()
      return daemon.lines
    } finally {
      daemon.close()
    }
  }

  function dumpOurs(path: string, hostName: string): string[] {
    const { config } = loadConfig(path, plainEnvironment(hostName, interfaces))
    if (config === null) throw new Error(`${path} was refused`)
    // The original cannot be asked for a synchronisation daemon here, so it shows none.
    const instances = config.vrrp.instances.map((instance) => ({ ...instance, lvsSyncDaemonInterface: null }))
    const comparable = { ...config, vrrp: { ...config.vrrp, instances } }
    const view = {
      ...initialVrrpView(comparable, interfaces),
      smtpServer: resolvedRelay(config.global.email.server?.host),
    }
    return dumpVrrpProcess(comparable, view)
  }
})

/** The host's name as the original found it: it may not resolve. */
function nameOfHost(lines: readonly string[]): string {
  const mentions = lines.map((line) => /^ (?:Smtp HELO name|Router ID) = (.*)$/.exec(line)?.[1])
  return mentions.findLast((mention) => mention !== undefined) ?? ''
}
