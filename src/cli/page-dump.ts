/** What `genhash -v` prints of a page: its head, its octets as they come, and the digest, sixteen octets a line. */
import type { HttpObserver } from '../checkers/http-response.ts'

export interface PageDump {
  readonly observer: HttpObserver
  readonly end: (digest: Uint8Array) => void
}

const WIDTH = 16

export function makePageDump(print: (text: string) => void): PageDump {
  let bodyStarted = false
  const startBody = (): void => {
    if (!bodyStarted) print(title('        HTML Buffer        '))
    bodyStarted = true
  }
  const onHead = (head: Buffer): void => {
    print(title('    HTTP Header Buffer    ') + dumpOctets(head))
    print(`${title(' HTTP Header Ascii Buffer ')}${head.toString('latin1')}\n`)
  }
  const onBody = (chunk: Buffer): void => {
    startBody()
    print(dumpOctets(chunk))
  }
  const end = (digest: Uint8Array): void => {
    startBody()
    print(`\n${title('    HTML hash resulting    ')}${dumpOctets(digest)}${title(' HTML hash final resulting ')}`)
  }
  return { observer: { onHead, onBody }, end }
}

function title(text: string): string {
  const line = '-'.repeat(23)
  return `${line}[${text}]${line}\n`
}

/** Decimal offset, two groups of eight octets, and the octets as text with dots for what is not printable. */
export function dumpOctets(octets: Uint8Array): string {
  let text = ''
  for (let start = 0; start < octets.length; start += WIDTH) {
    const row = [...octets.subarray(start, start + WIDTH)]
    const hex = row.map((octet) => octet.toString(16).padStart(2, '0'))
    const letters = row.map((octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')).join('')
    const groups = `${hex.slice(0, 8).join(' ').padEnd(23)} - ${hex.slice(8).join(' ').padEnd(23)}`
    text += `${String(start).padStart(4, '0')}  ${groups}   ${letters.padEnd(WIDTH)}\n`
  }
  return text
}
