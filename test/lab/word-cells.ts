/**
 * Many instances of one router side by side, each a cell with words of its own, and beside the router a host that hears everything
 * and sends adverts that the cells ask for: what a word does is seen in what its instance then sends and logs.
 */
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { concatBytes } from '../../src/lib/bytes.ts'
import { readIp, writeIp, type IpAddress } from '../../src/lib/ip.ts'
import { internetChecksum } from '../../src/wire/checksum.ts'
import { encodeVrrpDatagram } from '../../src/wire/vrrp-datagram.ts'
import { Capture, gratuitousArpOf, vrrpOf, type CapturedFrame } from './capture.ts'
import { Daemon, until, type Program } from './daemons.ts'
import { Lan, type Host } from './lan.ts'

export interface WordCell {
  /** lines, with `; ` between them */
  readonly words?: string
  readonly priority?: number
  /** null: no such block; OWN is the address of the cell */
  readonly addresses?: string | null
  /** by round: the adverts that it gets to hear then */
  readonly hears?: readonly (MadeUpAdvert | null)[]
}

/** What is not said is as the instance has it. */
export interface MadeUpAdvert {
  readonly priority: number
  readonly version?: 2 | 3
  readonly intervalUnits?: number
  readonly addresses?: readonly string[]
  readonly from?: string
  readonly to?: string
  /** octets more, or less, than it should have */
  readonly tail?: number
}

/** Longer than what is watched between two adverts. */
const INTERVAL_S = 3
const FIRST_VRID = 51
const sender = fileURLToPath(new URL('frame-sender.ts', import.meta.url))
const HEARD = 'proto 112 or proto 51 or arp or ip6 proto 112 or (icmp6 and ip6[40] == 136 and dst host ff02::1)'

/** Each takes over after two intervals, unless the file says of all of them when. */
function wordFile(global: string, cells: Readonly<Record<string, WordCell>>): string {
  const instances = Object.values(cells).map(
    ({ words = '', priority = 150, addresses = 'OWN/24' }, i) => `
vrrp_instance ${nameOf(i)} {
  interface eth0
  virtual_router_id ${FIRST_VRID + i}
  priority ${priority}
  advert_int ${INTERVAL_S}
  ${global.includes('vrrp_down_timer_adverts') ? '' : 'down_timer_adverts 2'}
  ${words.replaceAll('; ', '\n  ').replaceAll('OWN', addressOf(i))}
  ${addresses === null ? '' : `virtual_ipaddress {\n    ${addresses.replaceAll('; ', '\n    ').replaceAll('OWN', addressOf(i))}\n  }`}
}`,
  )
  return `global_defs {\n  ${global.replaceAll('; ', '\n  ')}\n}\n${instances.join('\n')}\n`
}

function nameOf(i: number): string {
  return `V${i}_`
}

function addressOf(i: number): string {
  return `10.9.0.${100 + i}`
}

/** By name of the cell: what was sent, each with the second, and what was logged. */
export type Seen = Readonly<Record<string, { readonly sent: readonly string[]; readonly logged: readonly string[] }>>

export class WordLan {
  readonly router: Host
  readonly #lan: Lan
  readonly #cells: Readonly<Record<string, WordCell>>
  readonly #capture: Capture
  readonly #sender: ChildProcess
  #daemon: Daemon | null = null

  static async make(cells: Readonly<Record<string, WordCell>>): Promise<WordLan> {
    const nics = (last: number) => [
      { name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`] },
      { name: 'eth1', segment: 'lan1', addresses: [`10.8.0.${last}/24`] },
    ]
    const lan = new Lan('w', [
      { name: 'm', nics: nics(1) },
      { name: 'o', nics: nics(7) },
    ])
    try {
      for (const [name, last, hardware] of [
        ['m', 1, ROUTER],
        ['o', 7, OTHER],
      ] as const) {
        const host = lan.host(name)
        host.run('ip', 'link', 'set', 'eth0', 'down')
        host.run('sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/eth0/accept_dad')
        host.run('ip', 'link', 'set', 'eth0', 'address', hardware.replace(/..(?=.)/g, '$&:'), 'up')
        host.run('ip', 'addr', 'replace', `fd00::${last}/64`, 'dev', 'eth0', 'nodad')
      }
      const child = lan.host('o').spawn(process.execPath, ['--import', 'tsx', sender, 'eth0', ...roundsOf(cells)])
      let said = ''
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
      const capture = await Capture.start(lan.host('o'), 'eth0', HEARD)
      await until('the sender is ready', () => said.includes('ready') || child.exitCode !== null)
      if (!said.includes('ready')) throw new Error(said)
      return new WordLan(lan, capture, child, cells)
    } catch (error) {
      lan.close()
      throw error
    }
  }

  private constructor(lan: Lan, capture: Capture, child: ChildProcess, cells: Readonly<Record<string, WordCell>>) {
    this.#lan = lan
    this.router = lan.host('m')
    this.#capture = capture
    this.#sender = child
    this.#cells = cells
  }

  start(program: Program, global: string, change: (config: string) => string = (config) => config): void {
    this.#daemon = Daemon.start(program, this.router, change(wordFile(global, this.#cells)))
  }

  get daemon(): Daemon {
    if (this.#daemon === null) throw new Error('it is not started')
    return this.#daemon
  }

  /** The next round of adverts. */
  hear(): void {
    this.#sender.kill('SIGUSR2')
  }

  /** Until the first cell advertises: what follows has the rest of its interval. */
  async nextAdvert(): Promise<void> {
    const first = this.#capture.frames.length
    const isOfFirst = (frame: CapturedFrame): boolean => {
      const sent = sentBy(frame)
      return sent?.cell === 0 && sent.text.startsWith('advert')
    }
    await until('an advert', () => this.#capture.frames.slice(first).some(isOfFirst))
  }

  /** Seconds count from what the first cell sends first. */
  async during(work: () => Promise<void>): Promise<Seen> {
    const [first, line] = [this.#capture.frames.length, this.daemon.lines.length]
    await work()
    const sent = this.#capture.frames.slice(first).flatMap((frame) => {
      const found = sentBy(frame)
      return found === null ? [] : { ...found, atUs: frame.atUs }
    })
    const lines = this.daemon.lines.slice(line)
    const startUs = sent.find(({ cell }) => cell === 0)?.atUs ?? 0
    return Object.fromEntries(
      Object.keys(this.#cells).map((name, i) => [
        name,
        {
          sent: sent
            .filter(({ cell }) => cell === i)
            .map(({ text, atUs }) => `${Math.round((atUs - startUs) / 1e6)} s: ${text}`),
          logged: lines.filter((text) => text.includes(`(${nameOf(i)})`) || text.endsWith(` ${addressOf(i)}`)),
        },
      ]),
    )
  }

  close(): void {
    this.#capture.stop()
    this.#daemon?.close()
    this.#lan.close()
  }
}

/** The same hardware addresses for both programs: link-local addresses follow from them. */
const ROUTER = '020000000901'
const OTHER = '020000000907'

function roundsOf(cells: Readonly<Record<string, WordCell>>): string[] {
  const all = Object.values(cells)
  const count = Math.max(...all.map(({ hears = [] }) => hears.length))
  return Array.from({ length: count }, (_, round) =>
    all
      .flatMap(({ hears = [] }, i) => {
        const advert = hears[round] ?? null
        return advert === null ? [] : Buffer.from(frameOf(advert, i)).toString('hex')
      })
      .join(','),
  )
}

function frameOf(words: MadeUpAdvert, i: number): Uint8Array {
  const destination = ip(words.to ?? '224.0.0.18')
  const [first = 0, second = 0, third = 0, fourth = 0] = destination.bytes
  // To one host: everybody on the wire takes it for a broadcast.
  const hardware = first < 224 ? ROUTER : Buffer.of(1, 0, 0x5e, second & 0x7f, third, fourth).toString('hex')
  const { version = 2 } = words
  const datagram = encodeVrrpDatagram({
    source: ip(words.from ?? '10.9.0.7'),
    destination,
    identification: 1,
    ah: null,
    advert: {
      ...{ version, family: 4, vrid: FIRST_VRID + i, priority: words.priority, authType: 0 },
      intervalUnits: words.intervalUnits ?? (version === 3 ? 100 : 1) * INTERVAL_S,
      addresses: (words.addresses ?? [addressOf(i)]).map(ip),
      authData: new Uint8Array(8),
    },
  })
  return concatBytes(Buffer.from(hardware + OTHER + '0800', 'hex'), withTail(datagram, words.tail ?? 0))
}

function withTail(datagram: Uint8Array, octets: number): Uint8Array {
  const whole = new Uint8Array(datagram.length + octets)
  whole.set(datagram.subarray(0, whole.length))
  const view = new DataView(whole.buffer)
  view.setUint16(2, whole.length)
  view.setUint16(10, 0)
  view.setUint16(10, internetChecksum(whole.subarray(0, 20)))
  return whole
}

function ip(text: string): IpAddress {
  const read = readIp(text)
  if (!read) throw new Error(text)
  return read
}

interface Sent {
  /** number of the cell */
  readonly cell: number
  readonly text: string
}

/** Only what the router sent and a cell is to blame for; null: something else. */
function sentBy(frame: CapturedFrame): Sent | null {
  const { bytes } = frame
  if (bytes.subarray(6, 12).toString('hex') !== ROUTER) return null
  const arp = gratuitousArpOf(frame)
  if (arp !== null) return { cell: Number(arp.split('.')[3]) - 100, text: `arp ${arp}` }
  if (bytes.readUInt16BE(12) === 0x86dd) {
    const [from, to] = [bytes.subarray(22, 38), bytes.subarray(38, 54)].map((each) => ip6(each))
    if (bytes[20] === 112) return advert(bytes.subarray(54), `${from} > ${to}`)
    const target = bytes.subarray(62, 78)
    return { cell: (target[15] ?? 0) - 1, text: `na ${ip6(target)}` }
  }
  const vrrp = vrrpOf(frame)
  return vrrp === null ? null : advert(vrrp.message, `${vrrp.source} > ${bytes.subarray(30, 34).join('.')}`)
}

function ip6(bytes: Uint8Array): string {
  return writeIp({ family: 6, bytes })
}

function advert(message: Buffer, ends: string): Sent {
  const [version = 0, vrid = 0, priority = 0, count = 0] = message
  return { cell: vrid - FIRST_VRID, text: `advert v${version >> 4} priority ${priority} addresses ${count} ${ends}` }
}
