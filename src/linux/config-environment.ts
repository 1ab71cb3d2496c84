/**
 * What a configuration asks of this host: files, interfaces, accounts, scripts. The reading itself is pure
 * (src/config); this is its only window. Everything is synchronous, because a configuration is read before anything runs.
 */
import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { isIP } from 'node:net'
import type { Stats } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import { basename, delimiter, dirname, isAbsolute, join, parse, resolve, sep } from 'node:path'
import { matchesGlob } from '../config/lexer/glob.ts'
import { MAX_TEXT } from '../config/lexer/sources.ts'
import type { ConfigEnvironment, FileKind, PathComponent, ScriptInspection } from '../config/load.ts'
import { regexProblem } from './pcre2.ts'

export interface EnvironmentOptions {
  /** `-i`; default: node name up to the first dot */
  readonly configId?: string
  /** `-t` */
  readonly testing: boolean
  /** `-e` */
  readonly allIncludeChecks?: boolean
  /** when it is known better than from sysfs */
  readonly isInterfaceOfKind?: ConfigEnvironment['isInterfaceOfKind']
  /** when the kernel can be asked */
  readonly vrfTable?: NonNullable<ConfigEnvironment['vrfTable']>
}

export function makeConfigEnvironment(options: EnvironmentOptions): ConfigEnvironment {
  const hostName = hostname()
  const accounts = readAccounts()
  const uid = process.getuid?.() ?? 0
  return {
    readFile: readText,
    glob: globFiles,
    fileKind,
    isPrivateFile: (path) => ((statOf(path)?.mode ?? 0) & 0o077) === 0,
    hostName,
    configId: options.configId ?? hostName.split('.')[0] ?? hostName,
    interfaceExists,
    isInterfaceOfKind: options.isInterfaceOfKind ?? looksStacked,
    interfaceNames,
    ...(options.vrfTable === undefined ? {} : { vrfTable: options.vrfTable }),
    ...(options.testing ? { ownAddresses } : {}),
    lookUpUser: (name) => accounts.users.get(name) ?? null,
    lookUpGroup: (name) => accounts.groups.get(name) ?? null,
    groupsOf: (name) => accounts.members.get(name) ?? [],
    uid,
    gid: process.getgid?.() ?? 0,
    userName: accounts.names.get(uid) ?? 'root',
    inspectScript,
    variables: process.env,
    testing: options.testing,
    ...(options.testing ? { canResolve } : {}),
    regexProblem,
    randomSeed: Number(process.hrtime.bigint() & 0xffffffffn),
    ...(options.allIncludeChecks === undefined ? {} : { allIncludeChecks: options.allIncludeChecks }),
  }
}

const LOOKUP_LIMIT_MS = 2_000

/** Asks the C library's resolver, as the mail itself will; a resolver that does not answer in time counts as no. */
function canResolve(host: string): boolean {
  if (isIP(host) !== 0) return true
  const lookup = spawnSync('getent', ['ahosts', host], { stdio: 'ignore', timeout: LOOKUP_LIMIT_MS })
  // Without getent there is nobody to ask, and nothing to complain of.
  return lookup.error !== undefined && 'code' in lookup.error && lookup.error.code === 'ENOENT'
    ? true
    : lookup.status === 0
}

function readText(path: string): { readonly text: string; readonly latin1?: boolean } | { readonly error: string } {
  let octets: Buffer
  try {
    // compat: pipes and devices are refused, before they are opened: one without an end would hold us for ever.
    const stat = statSync(path)
    if (stat.isDirectory()) return { error: 'Is a directory' }
    if (!stat.isFile()) return { error: 'Not a regular file; pipes and devices are not read' }
    if (stat.size > MAX_TEXT) return { error: 'File too large' }
    octets = readFileSync(path)
  } catch (error) {
    // An unreadable file is the operator's business: it becomes a diagnostic.
    return { error: errorText(error) }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets) }
  } catch {
    // Not UTF-8: one character per octet loses nothing.
    return { text: octets.toString('latin1'), latin1: true }
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
}

function errorText(error: unknown): string {
  const code = (error as { readonly code?: string }).code ?? ''
  return WORDS[code] ?? (code === '' ? String(error) : code)
}

const MAX_MATCHES = 10_000

/** Shell globbing: `*`, `?`, `[...]`; a leading dot must be written. Brace alternatives come expanded. */
function globFiles(pattern: string): readonly string[] {
  if (!/[*?[]/.test(pattern)) return exists(pattern) ? [pattern] : []
  const segments = pattern.split(sep)
  let found = [isAbsolute(pattern) ? sep : '']
  for (const segment of segments.filter((one) => one !== '')) {
    found = found.flatMap((base) => matchSegment(base, segment)).slice(0, MAX_MATCHES)
  }
  return found.toSorted()
}

function matchSegment(base: string, segment: string): readonly string[] {
  if (!/[*?[]/.test(segment)) {
    const path = join(base, segment)
    return exists(path) ? [path] : []
  }
  return listDirectory(base === '' ? '.' : base)
    .filter((name) => matchesGlob(name, segment) && (segment.startsWith('.') || !name.startsWith('.')))
    .map((name) => join(base, name))
}

function listDirectory(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    // No such directory, or not ours to read: nothing matches in it.
    return []
  }
}

function exists(path: string): boolean {
  return statOf(path) !== null
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    // Missing and unreachable are the same to the caller.
    return null
  }
}

function fileKind(path: string): FileKind {
  const stat = statOf(path)
  if (stat === null) return 'missing'
  if (stat.isDirectory()) return 'directory'
  if (!stat.isFile()) return 'other'
  return (stat.mode & 0o111) === 0 ? 'regular' : 'executable'
}

const MAX_INTERFACE_NAME = 15

function interfaceExists(name: string): boolean {
  if (name === '' || name.length > MAX_INTERFACE_NAME || name.includes('/') || name === '.' || name === '..')
    return false
  return interfaceNames().has(name)
}

/** /sys shows the interfaces of the namespace it was mounted in; /proc/net always ours. */
function interfaceNames(): ReadonlySet<string> {
  try {
    const lines = readFileSync('/proc/net/dev', 'latin1').split('\n').slice(2)
    return new Set(lines.map((line) => line.slice(0, line.indexOf(':')).trim()).filter((name) => name !== ''))
  } catch {
    // No procfs, as in a bare chroot: sysfs is the next best.
    return new Set(listDirectory('/sys/class/net'))
  }
}

/**
 * sysfs does not name the driver: of what lies over another interface, and is no VLAN, it is taken that it is the kind that
 * one asks for.
 */
function looksStacked(name: string): boolean {
  const directory = `/sys/class/net/${name}`
  return (
    !name.includes('/') &&
    listDirectory(directory).some((entry) => entry.startsWith('lower_')) &&
    !['/bridge', '/bonding'].some((entry) => statOf(directory + entry) !== null) &&
    statOf(`/proc/net/vlan/${name}`) === null
  )
}

/** Written as node does: those of IPv6 without zone. */
function ownAddresses(name: string): readonly string[] {
  return (networkInterfaces()[name] ?? []).map(({ address }) => address)
}

interface Accounts {
  readonly users: ReadonlyMap<string, { readonly uid: number; readonly gid: number }>
  readonly groups: ReadonlyMap<string, number>
  /** groups by the accounts that they list */
  readonly members: ReadonlyMap<string, readonly number[]>
  readonly names: ReadonlyMap<number, string>
}

/** The local files only: an account of a directory service must not delay or change a failover. */
function readAccounts(): Accounts {
  const users = new Map<string, { readonly uid: number; readonly gid: number }>()
  const names = new Map<number, string>()
  for (const [name = '', , uid, gid] of readColons('/etc/passwd')) {
    users.set(name, { uid: Number(uid), gid: Number(gid) })
    if (!names.has(Number(uid))) names.set(Number(uid), name)
  }
  const groups = new Map<string, number>()
  const members = new Map<string, number[]>()
  for (const [name = '', , gid, list = ''] of readColons('/etc/group')) {
    groups.set(name, Number(gid))
    for (const member of list.trim().split(',')) members.set(member, [...(members.get(member) ?? []), Number(gid)])
  }
  return { users, groups, members, names }
}

function readColons(path: string): readonly (readonly string[])[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.includes(':'))
      .map((line) => line.split(':'))
  } catch {
    // Without the file there are no accounts to find, and the configuration says so.
    return []
  }
}

/** Debian's root path, for words without a slash. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

function inspectScript(word: string, keepsLinks = false): ScriptInspection {
  const found = word.includes(sep) ? word : searchPath(word)
  const nothing: ScriptInspection = { path: null, executable: false, unsafe: null }
  if (found === null) return nothing
  try {
    const real = realpathSync(found)
    if (!statSync(real).isFile()) return { ...nothing, components: partsOf(real) }
    // compat: the directory is resolved, the name is not: one program may be several, by the name that it is called by.
    const path = keepsLinks ? resolve(found) : join(realpathSync(dirname(found)), basename(found))
    const unsafe = unsafeComponent(keepsLinks ? trailOf(found) : componentsOf(real))
    return { path, executable: isExecutable(real), unsafe, components: partsOf(real) }
  } catch {
    // It is not there, or not reachable for us: then it cannot be run either.
    const missing = componentsOf(found).find((component) => !exists(component))
    return missing === undefined ? nothing : { ...nothing, missing }
  }
}

function searchPath(word: string): string | null {
  for (const directory of (process.env['PATH'] ?? DEFAULT_PATH).split(delimiter)) {
    const path = join(directory, word)
    if (directory !== '' && statOf(path)?.isFile() === true && isExecutable(path)) return path
  }
  return null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // EACCES is the answer, not a failure.
    return false
  }
}

/** The first component that another than root could replace, by owning or writing it; not in a sticky directory. */
function unsafeComponent(components: readonly string[]): ScriptInspection['unsafe'] {
  for (const component of components) {
    const stat = lstatSync(component)
    const sticky = stat.isDirectory() && (stat.mode & 0o1000) !== 0
    const writable =
      !stat.isSymbolicLink() && (((stat.mode & 0o020) !== 0 && stat.gid !== 0) || (stat.mode & 0o002) !== 0)
    if (stat.uid !== 0 || (writable && !sticky)) return { component, ownerUid: stat.uid, mode: stat.mode }
  }
  return null
}

/** As the kernel does. */
const MAX_LINKS = 40

/** Everything that is passed on the way, links and what they lead through included: it is there, or realpath had thrown. */
function trailOf(path: string): readonly string[] {
  const trail = [parse(resolve(path)).root]
  const left = resolve(path).split(sep).filter(Boolean)
  let at = trail[0] ?? sep
  for (let links = 0; left.length > 0 && links <= MAX_LINKS;) {
    const next = join(at, left.shift() ?? '')
    trail.push(next)
    if (!lstatSync(next).isSymbolicLink()) {
      at = next
      continue
    }
    links++
    const target = readlinkSync(next)
    if (isAbsolute(target)) at = parse(target).root
    left.unshift(...target.split(sep).filter(Boolean))
  }
  return trail
}

function partsOf(path: string): readonly PathComponent[] {
  return componentsOf(path).map((component) => {
    const { uid, gid, mode } = lstatSync(component)
    return { path: component, uid, gid, mode }
  })
}

function componentsOf(path: string): readonly string[] {
  const components = [path]
  for (let at = path; at !== parse(at).root; at = dirname(at)) components.push(dirname(at))
  return components.reverse()
}
