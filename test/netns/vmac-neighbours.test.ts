/** What a host of the LAN sees of virtual MAC addresses: adverts, announcements, and whether the addresses accept packets. */
import { describe, expect, test } from 'vitest'
import { Capture, gratuitousArpOf } from '../lab/capture.ts'
import { Daemon, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

const instance = (vrid: number, addresses: string, more = ''): string => `vrrp_instance VI_${vrid} {
  interface eth0
  virtual_router_id ${vrid}
  version 3
  priority 150
  use_vmac
  ${more}
  virtual_ipaddress {
    ${addresses}
  }
}
`
const config = [
  instance(51, '10.9.0.100/24'),
  instance(52, 'fe80::100/64\n    fd00:9::100/64'),
  instance(53, '10.9.0.101/24', 'no_accept'),
  instance(54, 'fe80::101/64\n    fd00:9::101/64', 'no_accept'),
].join('')

const MACS = { 51: '00005e000133', 52: '00005e000234', 53: '00005e000135', 54: '00005e000236' }
const REFUSED = 7
const SILENT = 28
const IPV4 = 0x0800

const SIX = 'fd000009000000000000000000000100'
const ARP = 0x0806

/** Who says in an answer, over which hardware address, that which one belongs to an address; empty: it is none. */
function answerOf(bytes: Buffer): string {
  const mac = bytes.subarray(6, 12).toString('hex')
  if (bytes.readUInt16BE(12) === ARP)
    return bytes[21] === 2 ? `${bytes.subarray(28, 32).join('.')} ${mac} ${bytes.subarray(22, 28).toString('hex')}` : ''
  const solicited = bytes[20] === 58 && bytes[54] === 136 && ((bytes[58] ?? 0) & 0x40) !== 0
  return solicited ? `${bytes.subarray(62, 78).toString('hex')} ${mac} ${bytes.subarray(80, 86).toString('hex')}` : ''
}

describe.skipIf(why !== null)(`behind virtual MAC addresses${why === null ? '' : ` (${why})`}`, () => {
  test('rfc 54, 57, 58, 59, 60: adverts, announcements and answers come from them alone, no_accept is silent', async () => {
    const nic = (last: number) => [
      { name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`, `fd00:9::${last}/64`] },
    ]
    const lan = new Lan('vn', [
      { name: 'r', nics: nic(1) },
      { name: 'c', nics: nic(7) },
    ])
    const [router, client] = [lan.host('r'), lan.host('c')]
    const capture = await Capture.start(client, 'eth0', 'arp or icmp6 or proto 112 or ip6 proto 112')
    const daemon = Daemon.start('tskeepalived', router, config)
    try {
      for (const vrid of Object.keys(MACS)) await daemon.waitForLine(new RegExp(`VI_${vrid}\\) Entering MASTER STATE`))
      for (const [address, expected] of [
        ['10.9.0.100', REFUSED],
        ['[fd00:9::100]', REFUSED],
        ['10.9.0.101', SILENT],
        ['[fd00:9::101]', SILENT],
      ] as const) {
        const ask = () => client.tryRun('curl', '-s', '--max-time', '2', `http://${address}:81/`).status
        // Right after the start the kernel may still be about to make the address usable.
        await until(`${address} answers`, () => ask() === expected)
      }
      await until('all answers are captured', () => {
        const subjects = new Set(capture.frames.map(({ bytes }) => answerOf(bytes).split(' ')[0]))
        return subjects.size > Object.keys(MACS).length
      })
      const adverts = new Set<string>()
      const speakers = new Set<string>()
      const answers = new Set<string>()
      for (const frame of capture.frames) {
        const { bytes } = frame
        const mac = bytes.subarray(6, 12).toString('hex')
        const type = bytes.readUInt16BE(12)
        const announced = gratuitousArpOf(frame)
        if (announced !== null) speakers.add(`${announced} ${mac} ${bytes.subarray(22, 28).toString('hex')}`)
        else answers.add(answerOf(bytes))
        const at = type === IPV4 ? 14 + 20 : 14 + 40
        const protocol = type === IPV4 ? bytes[23] : bytes[20]
        if (protocol === 112) adverts.add(`${bytes[at + 1]} ${mac}`)
      }
      expect([...adverts].sort()).toEqual(Object.entries(MACS).map(([vrid, mac]) => `${vrid} ${mac}`))
      expect([...speakers].sort()).toEqual([`10.9.0.100 ${MACS[51]} ${MACS[51]}`, `10.9.0.101 ${MACS[53]} ${MACS[53]}`])
      answers.delete('')
      for (const [address, vrid] of [
        ['10.9.0.100', 51],
        ['10.9.0.101', 53],
        [SIX, 52],
        [SIX.replace(/0$/, '1'), 54],
      ] as const)
        expect([...answers].filter((answer) => answer.startsWith(`${address} `))).toEqual([
          `${address} ${MACS[vrid]} ${MACS[vrid]}`,
        ])

      // An interface identifier made of a virtual MAC would be the same on both routers.
      expect(router.run('ip', '-6', 'addr')).not.toMatch(/200:5eff:fe00/)
    } finally {
      capture.stop()
      daemon.close()
      lan.close()
    }
  })

  test('rfc 39: a backup answers for none of its addresses, and accepts nothing that is sent to them', async () => {
    const nic = (last: number) => [{ name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`] }]
    const lan = new Lan('vb', [
      { name: 'm', nics: nic(1) },
      { name: 'b', nics: nic(2) },
      { name: 'c', nics: nic(7) },
    ])
    const client = lan.host('c')
    const ask = () => client.tryRun('curl', '-s', '--max-time', '1', 'http://10.9.0.100:81/').status
    const daemons: Daemon[] = []
    let capture: Capture | undefined
    try {
      const master = Daemon.start('tskeepalived', lan.host('m'), instance(51, '10.9.0.100/24'))
      daemons.push(master)
      await master.waitForLine(/Entering MASTER STATE/)
      const backup = Daemon.start('tskeepalived', lan.host('b'), instance(51, '10.9.0.100/24', 'priority 50'))
      daemons.push(backup)
      await backup.waitForLine(/Entering BACKUP STATE/)
      await until('the master is asked', () => ask() === REFUSED)
      lan.host('m').cable(0, false)
      capture = await Capture.start(client, 'eth0', 'src host 10.9.0.100 or arp src host 10.9.0.100')
      // The client knows the hardware address, which is the backup's too, and asks for it as well.
      const asked = ask()
      const before = backup.lines.some((line) => line.includes('MASTER STATE')) ? [] : [asked, ...capture.frames]
      expect(before).toEqual([SILENT])
      await backup.waitForLine(/Entering MASTER STATE/)
      await until('the new master is asked', () => ask() === REFUSED)
    } finally {
      capture?.stop()
      for (const daemon of daemons) daemon.close()
      lan.close()
    }
  })
})
