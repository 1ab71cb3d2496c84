/**
 * The face of this folder: from a path to a Config and its diagnostics, through one environment that the caller gives,
 * because this folder is pure and reads no file itself.
 */
import type { Config } from './config.ts'
import type { Diagnostic } from './diagnostic.ts'

/** What the outside world tells a configuration. All answers must come from one moment. */
export interface ConfigEnvironment {
  /** bytes of a file decoded as latin1 or UTF-8 by the reader's choice; an error text otherwise */
  readonly readFile: (path: string) => { readonly text: string } | { readonly error: string }
  /** shell globbing; sorted; only existing names */
  readonly glob: (pattern: string) => readonly string[]
  readonly hostName: string
  /** config id of `-i`; default node name up to the first dot */
  readonly configId: string
  readonly interfaceExists: (name: string) => boolean
  readonly lookUpUser: (name: string) => { readonly uid: number; readonly gid: number } | null
  readonly lookUpGroup: (name: string) => number | null
  /** uid:gid of this process */
  readonly uid: number
  readonly gid: number
  /** what a script path is: for the executable and security checks */
  readonly inspectScript: (path: string) => ScriptInspection
  readonly variables: Readonly<Record<string, string | undefined>>
  /** true under -t */
  readonly testing: boolean
}

export interface ScriptInspection {
  /** found in PATH when the word had no slash; null: not found */
  readonly path: string | null
  readonly executable: boolean
  /** first component that someone other than root can write, if any */
  readonly unsafe: { readonly component: string; readonly ownerUid: number; readonly mode: number } | null
}

export interface LoadResult {
  /** null only when nothing usable came out (the daemon then refuses to start) */
  readonly config: Config | null
  readonly diagnostics: readonly Diagnostic[]
  /** exit status of `-t`: 0, 2, 4, 5 or 6 */
  readonly exitStatus: number
}
