/**
 * How the original writes values into its configuration dump, and the one form of a table row: a label and what to
 * write after it. Every section of the dump is a list of such rows in the order of the original.
 */
import { US_PER_S } from '../../lib/time.ts'
import type { Us } from '../../lib/time.ts'
import type { Command } from '../command.ts'

/** Null: the original prints no such line. Several lines: the row writes them itself, whole. */
export interface DumpRow<T> {
  readonly label: string
  readonly value: (subject: T) => string | null
}

export interface DumpLines<T> {
  readonly lines: (subject: T) => readonly string[]
}

export type DumpEntry<T> = DumpRow<T> | DumpLines<T>
export type DumpTable<T> = readonly DumpEntry<T>[]

/** Writes a table at a depth of `indent` blanks: `label = value`, or the label with the value directly behind it. */
export function writeTable<T>(table: DumpTable<T>, subject: T, indent: number): string[] {
  const margin = ' '.repeat(indent)
  const lines: string[] = []
  for (const row of table) {
    if ('lines' in row) {
      for (const line of row.lines(subject)) lines.push(margin + line)
      continue
    }
    const value = row.value(subject)
    if (value !== null) lines.push(`${margin}${row.label}${value}`)
  }
  return lines
}

/** The usual row: `label = value`. */
export function row<T>(label: string, value: (subject: T) => string | number | null | undefined): DumpRow<T> {
  return {
    label: `${label} = `,
    value: (subject) => {
      const written = value(subject)
      return written === null || written === undefined ? null : String(written)
    },
  }
}

/** A row whose text is its own: a sentence, or a label with another sign than `=`. */
export function text<T>(value: (subject: T) => string | null): DumpRow<T> {
  return { label: '', value }
}

export function lines<T>(write: (subject: T) => readonly string[]): DumpLines<T> {
  return { lines: write }
}

export const trueFalse = (on: boolean): string => (on ? 'true' : 'false')
export const yesNo = (on: boolean): string => (on ? 'yes' : 'no')
export const enabledDisabled = (on: boolean): string => (on ? 'enabled' : 'disabled')
export const onOff = (on: boolean): string => (on ? 'ON' : 'OFF')
export const oneZero = (on: boolean): string => (on ? '1' : '0')
/** A switch that may not have been said. */
export const onOffUnset = (on: boolean | null): string => (on === null ? 'unset' : on ? 'on' : 'off')

/** C's `%f` of seconds. */
export function writeSeconds(us: Us): string {
  const whole = Math.floor(us / US_PER_S)
  return `${whole}.${String(us % US_PER_S).padStart(6, '0')}`
}

export function writeWholeSeconds(us: Us): string {
  return String(Math.floor(us / US_PER_S))
}

/** C's `%g` of seconds: six significant digits, no zeros at the end, an exponent below 0.0001. */
export function writeShortSeconds(us: Us): string {
  const seconds = us / US_PER_S
  if (seconds === 0) return '0'
  const exponent = Math.floor(Math.log10(Math.abs(Number(seconds.toPrecision(6)))))
  if (exponent < -4 || exponent >= 6) {
    const [mantissa = '', power = '0'] = seconds.toExponential(5).split('e')
    const sign = Number(power) < 0 ? '-' : '+'
    return `${stripZeros(mantissa)}e${sign}${String(Math.abs(Number(power))).padStart(2, '0')}`
  }
  return stripZeros(seconds.toFixed(5 - exponent))
}

function stripZeros(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number
}

/** Each word in quotes: `'/usr/bin/true' 'a b'`. */
export function writeCommand(command: Command): string {
  return writeWords(command.argv)
}

export function writeWords(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(' ')
}

/** A script and the account it runs as. */
export function writeScript(command: Command, account: Account): string {
  return `${writeCommand(command)}, uid:gid ${writeAccount(command, account)}`
}

export function writeAccount(command: Command, account: Account): string {
  return `${command.uid ?? account.scriptUid}:${command.gid ?? account.scriptGid}`
}

export interface Weighted {
  readonly weight: number
  readonly reverse: boolean
}

export function writeWeight({ weight, reverse }: Weighted): string {
  return `${weight}${reverse ? ' reverse' : ''}`
}

/** Who runs a script that names nobody. */
export interface Account {
  readonly scriptUid: number
  readonly scriptGid: number
}

/** Octets of a text that came from the file: UTF-8 where it is that, else one character per octet. */
export function writeOctets(bytes: Uint8Array): string {
  let escaped = ''
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`
  try {
    return decodeURIComponent(escaped)
  } catch {
    // Not UTF-8: the octets themselves are the best that can be shown.
    return String.fromCharCode(...bytes)
  }
}

export function writeHex(bytes: Uint8Array, separator = ''): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator)
}
