/**
 * The face of this folder: from a path to a Config and its diagnostics, through one environment that the caller gives,
 * because this folder is pure and reads no file itself.
 */
import type { RegexConfig } from './checker-config.ts'
import type { Config } from './config.ts'
import type { Diagnostic, Position } from './diagnostic.ts'
import { exitStatusOf } from './exit-status.ts'
import { rootContext } from './grammar/root.ts'
import { writeLines } from './grammar/write.ts'
import { Interpreter } from './interpreter.ts'
import type { Purpose } from './interpreter.ts'
import type { LiteralEnd } from './literal-reading.ts'
import { Lexer } from './lexer/lexer.ts'
import { ALL_CHECKS } from './lexer/include.ts'
import { Sources } from './lexer/sources.ts'
import { Reporter } from './reporter.ts'
import { resolveConfig } from './resolve/config.ts'
import { freezeDeep } from './resolve/freeze.ts'
import { TreeBuilder } from './tree.ts'

/** What the outside world tells a configuration. All answers must come from one moment. */
export interface ConfigEnvironment {
  /** text of a file, UTF-8 if it is, else one character per byte and `latin1`; an error text otherwise */
  readonly readFile: (path: string) => { readonly text: string; readonly latin1?: boolean } | { readonly error: string }
  /** shell globbing; sorted; only existing names */
  readonly glob: (pattern: string) => readonly string[]
  /** what an included path is; without it everything counts as a regular file */
  readonly fileKind?: (path: string) => FileKind
  /** neither group nor others have any right to it; without it every file counts as private */
  readonly isPrivateFile?: (path: string) => boolean
  readonly hostName: string
  /** config id of `-i`; default node name up to the first dot */
  readonly configId: string
  readonly interfaceExists: (name: string) => boolean
  /** whether an interface is a macvlan or an ipvlan, as those that we make */
  readonly isInterfaceOfKind?: (name: string, kind: 'macvlan' | 'ipvlan') => boolean
  /** the routing table of a VRF; null: the interface is none */
  readonly vrfTable?: (name: string) => number | null
  /** addresses that an interface has now, for hints */
  readonly ownAddresses?: (name: string) => readonly string[]
  /** for a hint when one does not exist */
  readonly interfaceNames?: () => Iterable<string>
  readonly lookUpUser: (name: string) => { readonly uid: number; readonly gid: number } | null
  readonly lookUpGroup: (name: string) => number | null
  /** the groups that list an account; without it there are none */
  readonly groupsOf?: (name: string) => readonly number[]
  /** uid:gid of this process */
  readonly uid: number
  readonly gid: number
  /** account name of this process: the sender of mails that name none */
  readonly userName?: string
  /** what a script path is: for the executable and security checks */
  readonly inspectScript: (path: string, keepsLinks?: boolean) => ScriptInspection
  readonly variables: Readonly<Record<string, string | undefined>>
  /** true under -t */
  readonly testing: boolean
  /** whether a host name has an address now; given under -t only, because asking takes time */
  readonly canResolve?: (host: string) => boolean
  /** what is wrong with a pattern, in the words of the library that will use it; without it every pattern is good */
  readonly regexProblem?: (regex: RegexConfig) => { readonly message: string; readonly hint: string | null } | null
  /** where `${_RANDOM}` starts when no random_seed is given */
  readonly randomSeed?: number
  /** `-e`: every include check from the start */
  readonly allIncludeChecks?: boolean
}

export type FileKind = 'regular' | 'executable' | 'directory' | 'other' | 'missing'

export interface ScriptInspection {
  /** found in PATH when the word had no slash; null: not found */
  readonly path: string | null
  readonly executable: boolean
  /** first component that someone other than root can write, if any */
  readonly unsafe: { readonly component: string; readonly ownerUid: number; readonly mode: number } | null
  /** of the path, from the root to the program itself */
  readonly components?: readonly PathComponent[]
  /** the first component that is not there, or not to be seen by us */
  readonly missing?: string
}

export interface PathComponent {
  readonly path: string
  readonly uid: number
  readonly gid: number
  readonly mode: number
}

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[]
  /** exit status of `-t`: 0, 2, 4, 5 or 6 */
  readonly exitStatus: number
  /** the physical line of a position, for `writeDiagnostic` */
  readonly sourceLine: (position: Position) => string | null
}

export interface LoadResult extends CheckResult {
  /** null only when nothing usable came out (the daemon then refuses to start) */
  readonly config: Config | null
}

/** Reads one configuration whole: every mistake of it in one run, and what could be made of the rest. */
export function loadConfig(path: string, environment: ConfigEnvironment): LoadResult {
  return load(path, environment, 'run').result
}

/** The complaints of `loadConfig`, without holding the whole configuration in memory. */
export function checkConfig(path: string, environment: ConfigEnvironment): CheckResult {
  const { diagnostics, exitStatus, sourceLine } = load(path, environment, 'check').result
  return { diagnostics, exitStatus, sourceLine }
}

/**
 * As `loadConfig`, and the whole configuration as one plain text: without includes, definitions, conditions and old
 * names, with every value as it was understood. Reading that text gives the same Config.
 */
export function rewriteConfig(
  path: string,
  environment: ConfigEnvironment,
): LoadResult & { readonly text: () => string } {
  const { result, interpreter } = load(path, environment, 'rewrite')
  return { ...result, text: () => writeLines(interpreter.write()) }
}

function load(
  path: string,
  environment: ConfigEnvironment,
  purpose: Purpose,
): { readonly result: LoadResult; readonly interpreter: Interpreter } {
  const sources = new Sources()
  const reporter = new Reporter(sources)
  const interpreter = new Interpreter(environment, reporter, purpose)
  const tree = new TreeBuilder(rootContext, reporter, (statement) => interpreter.root(statement))
  const lexer = new Lexer(environment, reporter, tree)
  tree.onStatement = (statement, context) => interpreter.early(statement, context, lexer)
  if (environment.allIncludeChecks === true) lexer.checks = ALL_CHECKS

  // compat: departs from the original, which passes a test of a file that is not there.
  const main = readMain(path, environment, reporter)
  if (main === null) return { result: finish(null, reporter), interpreter }
  lexer.read(sources.add({ path, text: main.text, latin1: main.latin1 ?? false }))
  tree.end()
  if (environment.testing && tree.literal.end !== null) tellEnd(tree.literal.end, reporter)
  const config = resolveConfig(interpreter.settings, {
    environment,
    reporter,
    services: interpreter.services,
    isLost: (mark) => tree.literal.isLost(mark),
    files: [...new Set(sources.list.map((s) => s.path))],
  })
  // Under -t nobody goes on to work with it.
  return { result: finish(environment.testing ? config : freezeDeep(config), reporter), interpreter }
}

function readMain(
  path: string,
  environment: ConfigEnvironment,
  reporter: Reporter,
): { readonly text: string; readonly latin1?: boolean } | null {
  const read = environment.readFile(path)
  if (!('error' in read)) return read
  reporter.report({
    code: 'unreadable-file',
    class: 'fatal',
    at: null,
    message: `Unable to open configuration file '${path}': ${read.error}`,
  })
  return null
}

/** Only its own words explain the exit status. */
function tellEnd({ at, missing }: LiteralEnd, reporter: Reporter): void {
  reporter.report({
    always: true,
    code: 'missing-argument',
    class: 'argument',
    severity: 'notice',
    at,
    message: `*** Configuration line starting ${missing}`,
    hint: 'keepalived reads this line in another block, because of the braces before it, and ends here',
  })
}

function finish(config: Config | null, reporter: Reporter): LoadResult {
  const diagnostics = reporter.finish()
  return {
    config,
    diagnostics,
    exitStatus: exitStatusOf(diagnostics),
    sourceLine: (position) => reporter.sources.lineAt(position),
  }
}
