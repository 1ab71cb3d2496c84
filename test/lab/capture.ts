/** What was on the wire, with the kernel's time stamps: tcpdump in a host, parsed from its pcap stream. */
import type { ChildProcess } from 'node:child_process'
import type { Host } from './lan.ts'
import { sleep } from './daemons.ts'

export interface CapturedFrame {
  /** microseconds since the epoch, as the kernel stamped it */
  readonly atUs: number
  /** from the Ethernet header on */
  readonly bytes: Buffer
}

const FILE_HEADER = 24
const RECORD_HEADER = 16

/** At once, and with room for what a thousand routers say within a moment. */
const OPTIONS = ['-Z', 'root', '-U', '-n', '--immediate-mode', '-B', '16384']

export class Capture {
  readonly frames: CapturedFrame[] = []
  readonly #child: ChildProcess
  #rest = Buffer.alloc(0)
  #headerSeen = false

  private constructor(host: Host, nic: string, filter: string) {
    this.#child = host.spawn('tcpdump', [...OPTIONS, '-i', nic, '-w', '-', filter])
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#take(chunk))
  }

  /** Ready when tcpdump says that it listens. */
  static async start(host: Host, nic: string, filter = 'proto 112 or proto 51 or arp'): Promise<Capture> {
    const capture = new Capture(host, nic, filter)
    let said = ''
    capture.#child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    for (let i = 0; i < 400 && !said.includes('listening on'); i++) await sleep(25)
    if (!said.includes('listening on')) throw new Error(`tcpdump did not start: ${said}`)
    return capture
  }

  stop(): void {
    this.#child.kill('SIGTERM')
  }

  #take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    if (!this.#headerSeen) {
      if (this.#rest.length < FILE_HEADER) return
      this.#rest = this.#rest.subarray(FILE_HEADER)
      this.#headerSeen = true
    }
    while (this.#rest.length >= RECORD_HEADER) {
      const length = this.#rest.readUInt32LE(8)
      if (this.#rest.length < RECORD_HEADER + length) return
      this.frames.push({
        atUs: this.#rest.readUInt32LE(0) * 1_000_000 + this.#rest.readUInt32LE(4),
        bytes: Buffer.from(this.#rest.subarray(RECORD_HEADER, RECORD_HEADER + length)),
      })
      this.#rest = this.#rest.subarray(RECORD_HEADER + length)
    }
  }
}

const ETHERTYPE_IPV4 = 0x0800
const ETHERTYPE_ARP = 0x0806

/** The VRRP message of a frame (after any authentication header), or null. */
export function vrrpOf(frame: CapturedFrame): { source: string; ttl: number; message: Buffer; ah: boolean } | null {
  const { bytes } = frame
  if (bytes.readUInt16BE(12) !== ETHERTYPE_IPV4) return null
  const headerLength = ((bytes[14] ?? 0) & 15) * 4
  const protocol = bytes[23]
  if (protocol !== 112 && protocol !== 51) return null
  const total = bytes.readUInt16BE(16)
  let message = bytes.subarray(14 + headerLength, 14 + total)
  if (protocol === 51) message = message.subarray(((message[1] ?? 0) + 2) * 4)
  return { source: bytes.subarray(26, 30).join('.'), ttl: bytes[22] ?? 0, message, ah: protocol === 51 }
}

/** Target address of a gratuitous ARP (sender is target), or null. */
export function gratuitousArpOf(frame: CapturedFrame): string | null {
  const { bytes } = frame
  if (bytes.readUInt16BE(12) !== ETHERTYPE_ARP) return null
  const sender = bytes.subarray(28, 32).join('.')
  return sender === bytes.subarray(38, 42).join('.') ? sender : null
}
