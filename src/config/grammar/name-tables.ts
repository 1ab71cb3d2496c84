/**
 * The names of iproute2 for numbers of routing: /etc/iproute2/rt_tables and its like. What a distribution ships in
 * /usr/share/iproute2 is overridden by /etc; without files there are the names that every kernel header has.
 */
import type { ConfigEnvironment } from '../load.ts'

export type NameTable = 'rt_tables' | 'rt_protos' | 'rt_scopes' | 'rt_dsfield' | 'rt_realms' | 'group'

const BUILT_IN: Readonly<Record<NameTable, Readonly<Record<string, number>>>> = {
  rt_tables: { default: 253, main: 254, local: 255 },
  rt_protos: { redirect: 1, kernel: 2, boot: 3, static: 4, keepalived: 18 },
  rt_scopes: { global: 0, site: 200, link: 253, host: 254, nowhere: 255 },
  rt_dsfield: {},
  rt_realms: {},
  group: {},
}

/** iproute_usr_dir and iproute_etc_dir; what the second has goes before the first */
const DIRECTORIES = { usr: '/usr/share/iproute2', etc: '/etc/iproute2' }

/** What was read for one environment: a configuration may name a thousand tables. */
interface Known {
  readonly directories: { usr: string; etc: string }
  readonly tables: Map<NameTable, ReadonlyMap<string, number>>
}

const known = new WeakMap<ConfigEnvironment, Known>()

/** From here on the files of another directory count. */
export function setNameDirectory(environment: ConfigEnvironment, which: 'usr' | 'etc', path: string): void {
  const { directories, tables } = knownFor(environment)
  directories[which] = path
  tables.clear()
}

function knownFor(environment: ConfigEnvironment): Known {
  const found = known.get(environment) ?? { directories: { ...DIRECTORIES }, tables: new Map() }
  known.set(environment, found)
  return found
}

/** The number behind a name or a number in any base of C, from 0 to `most`; null: neither. */
export function readNamed(environment: ConfigEnvironment, table: NameTable, text: string, most: number): number | null {
  const named = tableOf(environment, table).get(text)
  if (named !== undefined) return named
  const value = readAnyBase(text)
  return value === null || value > most ? null : value
}

/** A whole number as strtoul reads it: decimal, 0x hexadecimal, 0 octal. Null: none, or not below 2^53. */
export function readAnyBase(text: string): number | null {
  const value = /^0[xX][0-9a-fA-F]+$/.test(text)
    ? Number(text)
    : /^0[0-7]*$/.test(text)
      ? Number.parseInt(text, 8)
      : /^\d+$/.test(text)
        ? Number(text)
        : null
  return value === null || !Number.isSafeInteger(value) ? null : value
}

function tableOf(environment: ConfigEnvironment, table: NameTable): ReadonlyMap<string, number> {
  const { directories, tables } = knownFor(environment)
  const read = tables.get(table)
  if (read !== undefined) return read
  const names = new Map(Object.entries(BUILT_IN[table]))
  for (const directory of [directories.usr, directories.etc]) {
    const files = [`${directory}/${table}`, ...environment.glob(`${directory}/${table}.d/*.conf`)]
    for (const file of files) readLines(environment, file, names)
  }
  tables.set(table, names)
  return names
}

function readLines(environment: ConfigEnvironment, path: string, names: Map<string, number>): void {
  const file = environment.readFile(path)
  // Without the file there are only the built-in names.
  if ('error' in file) return
  for (const line of file.text.split('\n')) {
    const [number = '', name = ''] = line.trim().split(/\s+/)
    const value = readAnyBase(number)
    if (value !== null && name !== '' && !name.startsWith('#')) names.set(name, value)
  }
}
