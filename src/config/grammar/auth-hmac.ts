/** Keywords of `auth_hmac` in a `vrrp_instance`: signed adverts, as keepalived 2.4.2 and later have them. */
import { writeHex } from '../../lib/bytes.ts'
import { encodeUtf8 } from '../lexer/utf8.ts'
import type { Mark } from '../lexer/sources.ts'
import { contextOf } from './block.ts'
import type { Reader, RowSpec, Use } from './row.ts'
import { argument, integer, numberProblem, oneOf, reportBad } from './scalar.ts'

export interface HmacKey {
  readonly id: number
  readonly octets: Uint8Array
  /** the word that makes this key again */
  readonly written: string
  readonly mark: Mark
}

const MIN_KEY = 32
const MAX_KEY = 64
/** octets of a key file: 64 in hexadecimal with something to spare */
const MAX_KEY_FILE = 138

// prettier-ignore
export const hmacRows = [
  {
    name: 'key', field: 'keys', value: hmacKey(), repeat: true, since: '2.4.0',
    doc: 'number and secret of 32 to 64 octets: text, hex:<digits> or file:<path>',
  },
  {
    name: 'active_key', field: 'activeKey', value: integer(1, 255), since: '2.4.0',
    bad: "(%o) auth_hmac active_key '%w' not in range [1-255]", doc: 'the key that we sign with; without it there is no auth_hmac',
  },
  {
    name: 'time_window', field: 'timeWindowS', value: integer(1, 300), since: '2.4.0', unit: 's',
    default: 'three times advert_int, at least 5', bad: "(%o) auth_hmac time_window '%w' not in range [1-300]",
    doc: 'how far the clocks of two routers may be apart',
  },
  {
    name: 'anti_replay', field: 'antiReplay', value: oneOf(['time', 'monotonic']), since: '2.4.0', default: 'time',
    bad: "(%o) unknown auth_hmac anti_replay '%w'", doc: 'how a repeated packet is known',
  },
  {
    name: 'mode', field: 'mode', value: oneOf(['enforce', 'permissive', 'receive-only']), since: '2.4.0',
    default: 'enforce', bad: "(%o) unknown auth_hmac mode '%w'", doc: 'what happens to unsigned packets, and whether we sign',
  },
] as const satisfies readonly RowSpec[]

export const hmacContext = contextOf('vrrp_instance/auth_hmac', hmacRows)

/** `<id> <secret>` */
function hmacKey(): Reader<HmacKey> {
  return {
    syntax: '<1..255> <text>|hex:<digits>|file:<path>',
    block: null,
    read: (statement, row, use) => {
      const id = argument(statement, row, use)
      const given = statement.words[2]
      if (id === undefined) return undefined
      if (numberProblem(id, 1, 255) !== null) {
        reportBad(
          statement,
          { ...row, bad: "(%o) auth_hmac key id '%w' not in range [1-255]" },
          use,
          id,
          'expected a number from 1 to 255',
        )
        return undefined
      }
      if (given === undefined) {
        reportBad(
          statement,
          { ...row, bad: '(%o) auth_hmac key %w has no value' },
          use,
          id,
          `write: key ${row.value.syntax}`,
        )
        return undefined
      }
      const isLatin1 = use.reporter.sources.isLatin1(statement.mark)
      const octets = given.startsWith('file:')
        ? readKeyFile(given.slice('file:'.length), statement.mark, use)
        : keyOf(octetsOf(given, isLatin1))
      if (typeof octets === 'string' || octets.length < MIN_KEY || octets.length > MAX_KEY) {
        const length = typeof octets === 'string' ? 0 : octets.length
        const bad = `(%o) auth_hmac key ${id} length ${length} not in range [${MIN_KEY}-${MAX_KEY}]`
        // The secret itself must not get into a log.
        const hint =
          typeof octets === 'string' ? octets : `a key has ${MIN_KEY} to ${MAX_KEY} octets: openssl rand -hex 32`
        reportBad(statement, { ...row, bad }, use, id, hint)
        return undefined
      }
      const written = isLatin1 && !given.startsWith('file:') ? `hex:${writeHex(octets)}` : given
      return { id: Number(id), octets, written, mark: statement.mark }
    },
    samples: [
      '1 "thirty-two characters and no less"',
      `2 hex:${'0123456789abcdef'.repeat(4)}`,
      '3 file:/etc/k/hmac.key',
    ],
    write: ({ id, written }) => [String(id), written],
    range: { least: 1, most: 255 },
  }
}

function octetsOf(text: string, isLatin1: boolean): Uint8Array {
  return isLatin1 ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : encodeUtf8(text)
}

/** What a word or a file says: octets in hexadecimal, or the octets as they are; else what is wrong with it. */
function keyOf(octets: Uint8Array): Uint8Array | string {
  const text = String.fromCharCode(...octets)
  if (!text.startsWith('hex:')) return octets
  const digits = text.slice('hex:'.length)
  if (!/^[0-9a-fA-F ]*$/.test(digits)) return 'expected hexadecimal digits after hex:'
  // compat: a digit that is left alone before a space or at the end is an octet of its own.
  return Uint8Array.from(digits.match(/[0-9a-fA-F]{1,2}/g) ?? [], (octet) => parseInt(octet, 16))
}

/** Trailing line ends do not count, and a NUL ends the text. */
function readKeyFile(path: string, at: Mark, { environment, reporter, owner }: Use): Uint8Array | string {
  const file = environment.readFile(path)
  if ('error' in file) return `${path}: ${file.error}`
  const whole = octetsOf(file.text, file.latin1 === true)
  if (whole.length > MAX_KEY_FILE) return `${path}: too large, ${MAX_KEY_FILE} octets at most`
  if (environment.isPrivateFile?.(path) === false) {
    reporter.warn({
      code: 'key-file',
      class: 'security',
      at,
      word: path,
      message: `(${owner}) auth_hmac key file ${path} can be accessed by group or others`,
      hint: `chmod 600 ${path}`,
    })
  }
  let end = whole.includes(0) ? whole.indexOf(0) : whole.length
  while (end > 0 && (whole[end - 1] === 10 || whole[end - 1] === 13)) end--
  return keyOf(whole.subarray(0, end))
}
