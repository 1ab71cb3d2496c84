/**
 * From command texts to commands: accounts to numbers, programs to paths, and the security rules that keepalived has
 * about scripts. One object per load, because the verdict about security is one for all scripts.
 */
import type { Command } from '../command.ts'
import type { DiagnosticCode } from '../diagnostic-codes.ts'
import type { CommandText } from '../grammar/command.ts'
import type { UserText } from '../grammar/global-values.ts'
import type { Mark } from '../lexer/sources.ts'
import type { ScriptInspection } from '../load.ts'
import type { Resolution } from './resolution.ts'
import { caution, complain } from './resolution.ts'

export interface Account {
  readonly uid: number
  readonly gid: number
  readonly groups?: readonly number[]
}

/** What global_defs says of all scripts. */
export interface ScriptRules {
  /** enable_script_security */
  readonly security: boolean
  /** use_symlink_paths */
  readonly keepsLinks: boolean
  /** set_supplementary_groups */
  readonly allGroups: boolean
}

/** Why a command cannot be used. */
export type Refusal = 'no-user' | 'not-found' | 'insecure'

export type CommandOutcome =
  | { readonly ok: true; readonly command: Command; readonly insecure: boolean }
  | { readonly ok: false; readonly refusal: Refusal }

/** As the verdict calls them: of VRRP and FIFOs, of checkers, of the parent. */
export type ScriptKind = 'scripts' | 'check scripts' | 'start/shutdown scripts'

export const DEFAULT_SCRIPT_USER = 'keepalived_script'

export class Commands {
  readonly #resolution: Resolution
  readonly #rules: ScriptRules
  /** null: enable_script_security is on, but there is no default account */
  readonly #default: Account | null
  /** the first script of each kind that will run, whether one is insecure, and whether the original reads any of them */
  readonly #running = new Map<ScriptKind, { readonly mark: Mark; insecure: boolean; counts: boolean }>()
  readonly #wanted: ReadonlySet<ScriptKind>
  #kinds: readonly ScriptKind[] = ['scripts']

  /** `wanted`: the kinds that the original looks at for its verdict, those of the processes that will run. */
  constructor(
    resolution: Resolution,
    rules: ScriptRules,
    scriptUser: UserText | null,
    wanted: ReadonlySet<ScriptKind>,
  ) {
    this.#resolution = resolution
    this.#rules = rules
    this.#wanted = wanted
    this.#default = this.#defaultAccount(scriptUser)
  }

  /** Account of scripts that name none; our own when there is no other. */
  get account(): Account {
    const { uid, gid } = this.#resolution.environment
    return this.#default ?? { uid, gid }
  }

  /** Whether scripts of this kind count for the verdict. */
  judges(kind: ScriptKind): boolean {
    return this.#wanted.has(kind)
  }

  /** What the scripts that follow are for. */
  expect(...kinds: readonly ScriptKind[]): void {
    this.#kinds = kinds
  }

  /** For notify scripts: one that cannot be used is left out. */
  resolve(text: CommandText | null | undefined): Command | null {
    if (!text) return null
    const user = text.user === null ? null : { user: text.user, group: text.group, mark: text.mark }
    const outcome = this.#inspect(text, user)
    if (user !== null) this.#checkAccountWords(text, user)
    return outcome.ok ? outcome.command : null
  }

  /** For scripts that have a `user` of their own. */
  inspect(text: CommandText, user: UserText | null): CommandOutcome {
    if (text.user !== null) {
      const { reporter } = this.#resolution
      const message = `the words after ${text.argv[0] ?? ''} are not passed to it`
      reporter.advise({ code: 'unquoted-command', at: text.mark, word: text.user, message, hint: quoteAll(text) })
    }
    return this.#inspect(text, user)
  }

  #inspect(text: CommandText, user: UserText | null): CommandOutcome {
    const account = user === null ? this.#defaultFor(text) : this.lookUp(user)
    if (account === null) return { ok: false, refusal: 'no-user' }
    const effective = account === 'default' ? this.account : account
    // compat: '</dev/tcp/...' is a redirection for a shell, not a program.
    if (/^<[ \t]*\//.test(text.text)) return this.#accept(text, ['/bin/sh', '-c', text.text], account, false)
    const program = text.argv[0] ?? ''
    const found = this.#resolution.environment.inspectScript(program, this.#rules.keepsLinks)
    if (found.path === null) {
      const message = `Script ${program} cannot be accessed - No such file or directory`
      this.#tell(text.mark, 'script-not-found', program, message, whyNotFound(program, found))
      return { ok: false, refusal: 'not-found' }
    }
    const barred = whyBarred(found, effective)
    if (barred !== null) {
      this.#resolution.reporter.advise({
        code: 'script-not-executable',
        at: text.mark,
        word: program,
        message: `${program} may not be executed${effective.uid === 0 ? '' : ` by uid ${effective.uid}`}`,
        hint: barred,
      })
    }
    if (!program.includes('/')) {
      this.#tell(
        text.mark,
        'script-path',
        program,
        `WARNING - script \`${program}\` resolved by path search to \`${found.path}\`. Please specify full path.`,
      )
    }
    const insecure = found.unsafe !== null && effective.uid === 0
    if (found.unsafe !== null && insecure) this.#tellUnsafe(text.mark, found.path, found.unsafe)
    if (insecure && this.#rules.security) return { ok: false, refusal: 'insecure' }
    return this.#accept(text, [found.path, ...text.argv.slice(1)], account, insecure)
  }

  lookUp(user: UserText): Account | null {
    const { environment } = this.#resolution
    const found = environment.lookUpUser(user.user)
    // `:group`, and `:` for the account's own one
    const asksForAll = user.group?.startsWith(':') === true
    const group = asksForAll ? (user.group ?? '').slice(1) : (user.group ?? '')
    const gid = group === '' ? found?.gid : environment.lookUpGroup(group)
    if (found === null || gid === undefined || gid === null) return null
    const groups = asksForAll || this.#rules.allGroups ? (environment.groupsOf?.(user.user) ?? []) : []
    return { uid: found.uid, gid, ...(groups.length === 0 ? {} : { groups }) }
  }

  /** The verdict about all scripts, once everything is resolved. */
  finish(interfacesExist: boolean): void {
    if (this.#rules.security) return
    for (const [kind, { mark, insecure, counts }] of this.#running) {
      // compat: a test ends with the first interface that is missing, before it looks at the scripts of VRRP.
      if (kind === 'scripts' && !interfacesExist && this.#resolution.environment.testing) continue
      const more = insecure ? ' There are insecure scripts.' : ''
      this.#resolution.reporter.report({
        code: 'script-security',
        severity: 'warning',
        class: counts ? 'security' : null,
        at: mark,
        message: `SECURITY VIOLATION - ${kind} are being executed but script_security not enabled.${more}`,
        hint: "write 'enable_script_security' into global_defs, and 'script_user' if the scripts need no root",
      })
    }
  }

  #accept(text: CommandText, argv: readonly string[], account: Account | 'default', insecure: boolean): CommandOutcome {
    const counts = this.#resolution.isLost?.(text.mark) !== true
    for (const kind of this.#kinds) {
      if (!this.#wanted.has(kind)) continue
      const known = this.#running.get(kind)
      if (known === undefined) this.#running.set(kind, { mark: text.mark, insecure, counts })
      else {
        known.insecure ||= insecure
        known.counts ||= counts
      }
    }
    const runsAs = account === 'default' ? { uid: null, gid: null } : account
    return { ok: true, command: { argv, text: text.text, ...runsAs }, insecure }
  }

  #defaultFor(text: CommandText): 'default' | null {
    if (this.#default !== null) return 'default'
    complain(
      this.#resolution,
      text.mark,
      'no-script-user',
      `Unable to set default user ${DEFAULT_SCRIPT_USER} for script`,
      "with enable_script_security name an account: 'script_user <user>' in global_defs",
    )
    return null
  }

  #defaultAccount(scriptUser: UserText | null): Account | null {
    const { environment } = this.#resolution
    if (scriptUser !== null) {
      const account = this.lookUp(scriptUser)
      if (account === null)
        complain(
          this.#resolution,
          scriptUser.mark,
          'unknown-user',
          'Error setting global script uid/gid',
          `there is no user '${scriptUser.user}'${scriptUser.group === null ? '' : ` or no group '${scriptUser.group}'`}`,
        )
      return account
    }
    const usual = this.lookUp({ user: DEFAULT_SCRIPT_USER, group: null, mark: 0 })
    if (usual !== null) return usual
    return this.#rules.security ? null : { uid: environment.uid, gid: environment.gid }
  }

  /** Where keepalived only logs, its -t stays at 0. */
  #tell(at: Mark, code: DiagnosticCode, word: string, message: string, hint: string | null = null): void {
    this.#resolution.reporter.warn({ code, class: null, at, word, message, hint })
  }

  /** compat: the words after a command are the account to run it as, never arguments. */
  #checkAccountWords(text: CommandText, user: UserText): void {
    const program = text.argv[0] ?? ''
    if (this.lookUp(user) === null) {
      const known = this.#resolution.environment.lookUpUser(user.user) !== null
      const nobody = known ? `there is no group '${user.group ?? ''}'` : `there is no user '${user.user}'`
      const message = `Invalid user/group for notify script ${program} - ignoring`
      const word = known ? (user.group ?? '') : user.user
      this.#tell(text.mark, 'unquoted-command', word, message, `${nobody}; for arguments ${quoteAll(text)}`)
    } else if (STATE_WORDS.has(user.user) || text.more !== undefined) {
      this.#resolution.reporter.advise({
        code: 'unquoted-command',
        at: text.mark,
        word: text.more?.[0] ?? user.user,
        message: `${program} runs as the user '${user.user}', and gets no arguments`,
        hint: `for arguments ${quoteAll(text)}`,
      })
    }
  }

  #tellUnsafe(
    at: Mark,
    path: string,
    unsafe: { readonly component: string; readonly ownerUid: number; readonly mode: number },
  ): void {
    const { component, ownerUid } = unsafe
    const facts = `${component} belongs to uid ${ownerUid} and has mode ${octal(unsafe.mode)}`
    this.#resolution.reporter.warn({
      code: 'unsafe-script',
      class: null,
      at,
      message: `Unsafe permissions found for script '${path}'${this.#rules.security ? ' - disabling.' : '.'}`,
      hint: `${facts}, so others than root can write it; ${remedy(unsafe)}`,
    })
  }
}

/** Debian has a user `backup`. */
const STATE_WORDS = new Set(['master', 'backup', 'fault', 'stop'])

function quoteAll({ text, user, group, more = [] }: CommandText): string {
  const words = [text, ...(user === null ? [] : [user]), ...(group === null ? [] : [group]), ...more]
  return `quote the command: "${words.join(' ')}"`
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0')
}

function remedy({ component, ownerUid, mode }: NonNullable<ScriptInspection['unsafe']>): string {
  const own = ownerUid === 0 ? [] : [`chown root ${component}`]
  return [...own, ...((mode & 0o022) === 0 ? [] : [`chmod go-w ${component}`])].join(' && ')
}

function whyNotFound(program: string, { components, missing }: ScriptInspection): string | null {
  if (!program.includes('/')) return 'it is in no directory of PATH; write its full path'
  if (components !== undefined) return 'it is no regular file'
  return missing === undefined || missing === program ? null : `there is no ${missing}`
}

/** What keeps an account from running a program; null: nothing that is known. Its further groups are not looked at. */
function whyBarred({ path, executable, components }: ScriptInspection, { uid, gid }: Account): string | null {
  if (components === undefined) return executable ? null : `chmod +x ${path ?? ''}`
  const last = components.length - 1
  for (const [i, one] of components.entries()) {
    // The superuser searches every directory, and runs what anybody may run.
    const own = uid === 0 ? 0o111 : uid === one.uid ? 0o100 : gid === one.gid ? 0o010 : 0o001
    if ((one.mode & own) !== 0 || (uid === 0 && i < last)) continue
    const facts = `${one.path} belongs to ${one.uid}:${one.gid} and has mode ${octal(one.mode)}`
    return `${facts}, without the permission to ${i === last ? 'execute' : 'search'} it; chmod +x ${one.path}`
  }
  return null
}

/** The three reasons as keepalived words them for a track script. */
export function tellDisabled(resolution: Resolution, at: Mark, name: string, refusal: Refusal): void {
  if (refusal === 'no-user') {
    complain(resolution, at, 'no-script-user', `Unable to set default user for vrrp script ${name} - removing`)
  } else {
    caution(
      resolution,
      at,
      'script-disabled',
      `Disabling track script ${name} ${refusal === 'insecure' ? 'due to insecure' : 'since not found/accessible'}`,
    )
  }
}
