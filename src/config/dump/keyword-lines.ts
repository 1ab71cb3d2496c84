/**
 * The lines of the dump that keywords make. Label, writing and, where the configuration calls it as the row does, the
 * value come from the keyword's row; a section of the dump says only which line comes when.
 */
import { assert } from '../../lib/assert.ts'
import { writeIp } from '../../lib/ip.ts'
import type { IpAddress } from '../../lib/ip.ts'
import type { Us } from '../../lib/time.ts'
import type { Command } from '../command.ts'
import type { Dumped } from '../grammar/dumped.ts'
import type { Context, RowSpec } from '../grammar/row.ts'
import {
  writeCommand,
  writeHex,
  writeScript,
  writeSeconds,
  writeShortSeconds,
  writeWeight,
  writeWholeSeconds,
} from './writers.ts'
import type { Account, DumpEntry, Weighted } from './writers.ts'

/** What each way of writing takes. */
interface Values {
  readonly text: string | number
  readonly label: boolean
  readonly list: readonly string[]
  readonly section: readonly string[]
  readonly seconds: Us
  readonly 'whole seconds': Us
  readonly 'short seconds': Us
  readonly weight: Weighted
  readonly address: IpAddress
  readonly octal: number
  readonly hex: Uint8Array
  readonly command: Command
  readonly script: Command
}

type WayOf<R> = R extends { readonly dumped: { readonly as: infer As } } ? As : 'text'
/** Words stand for values by their text. */
type Worded<Key> = Key extends 'true' ? true : Key extends 'false' ? false : Key
type ValueOf<Way> = (Way extends keyof Values ? Values[Way] : Worded<keyof Way>) | null | undefined

type Shown<R> = R extends { readonly name: infer Name; readonly dumped: Dumped } ? Name : never
/** Keywords whose value stands in `V` under the name of their field, as their writing takes it. */
type Direct<R, V> = R extends { readonly name: infer Name; readonly field: keyof V & string; readonly dumped: Dumped }
  ? V[R['field']] extends ValueOf<WayOf<R>>
    ? Name
    : never
  : never

interface LineOf<R extends RowSpec, S, V> {
  (name: Direct<R, V> & string): DumpEntry<S>
  /** for a value that stands elsewhere */
  <Name extends Shown<R> & string>(
    name: Name,
    value: (subject: S) => ValueOf<WayOf<Extract<R, { readonly name: Name }>>>,
  ): DumpEntry<S>
}

/** `valuesOf`: the configuration that a context's keywords made, in what a table of the dump is about. */
export function linesOf<const Rows extends readonly RowSpec[], S, V extends object>(
  context: Context & { readonly specs?: Rows },
  valuesOf: (subject: S) => V,
  accountOf: (subject: S) => Account = noAccount,
): LineOf<Rows[number], S, V> {
  return (name: string, value?: (subject: S) => unknown) => {
    const row = context.byName.get(name)
    assert(row?.dumped !== undefined && 'label' in row.dumped, `${context.name} ${name} has no label`)
    const { dumped, field } = row
    const read = value ?? ((subject: S): unknown => (valuesOf(subject) as Readonly<Record<string, unknown>>)[field])
    return makeLine(dumped, read, accountOf)
  }
}

function noAccount(): Account {
  assert(false, 'a section with scripts says who runs them')
}

function makeLine<S>(dumped: Dumped, read: (subject: S) => unknown, accountOf: (subject: S) => Account): DumpEntry<S> {
  const { label, as: way = 'text', sign, after = '', absent = null, silentAt } = dumped
  if (way === 'list' || way === 'section') {
    const [title, depth] =
      way === 'list' ? [`${label}${sign ?? ' :'}`, label.search(/\S/) + 2] : [`------< ${label} >------`, 5]
    const margin = ' '.repeat(depth)
    return {
      lines: (subject) => {
        const entries = (read(subject) ?? []) as Values['list']
        return entries.length === 0 ? [] : [title, ...entries.map((entry) => margin + entry)]
      },
    }
  }
  return {
    label: `${label}${sign ?? (way === 'label' ? '' : ' = ')}`,
    value: (subject) => {
      const value = read(subject)
      if (value === null || value === undefined) return absent
      if (value === silentAt) return null
      const written = writeValue(way, value, () => accountOf(subject))
      return written === null ? null : written + after
    },
  }
}

type Way = Exclude<keyof Values, 'list' | 'section'>

const ways: { readonly [W in Way]: (value: Values[W], account: () => Account) => string | null } = {
  text: String,
  label: (on) => (on ? '' : null),
  seconds: writeSeconds,
  'whole seconds': writeWholeSeconds,
  'short seconds': writeShortSeconds,
  weight: writeWeight,
  address: writeIp,
  octal: (bits) => `0${bits.toString(8)}`,
  hex: (octets) => writeHex(octets),
  command: writeCommand,
  script: (command, account) => writeScript(command, account()),
}

function writeValue(
  way: Way | Readonly<Record<string, string>>,
  value: unknown,
  account: () => Account,
): string | null {
  if (typeof way === 'object') return way[String(value)] ?? String(value)
  const write: (value: never, account: () => Account) => string | null = ways[way]
  // The types of `LineOf` see to it that the value is what its way takes.
  return write(value as never, account)
}
