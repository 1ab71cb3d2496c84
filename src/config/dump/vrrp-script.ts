/** Section "VRRP Scripts". */
import type { Config, VrrpScriptConfig } from '../config.ts'
import { scriptContext } from '../grammar/vrrp-others.ts'
import { linesOf } from './keyword-lines.ts'
import { trackersOfScript, writeTracker } from './tracking.ts'
import type { Tracker } from './tracking.ts'
import type { ScriptView, VrrpView } from './view.ts'
import { lines, row, text, writeAccount, writeTable, yesNo } from './writers.ts'
import type { Account, DumpTable } from './writers.ts'

interface ScriptSubject {
  readonly script: VrrpScriptConfig
  readonly view: ScriptView
  readonly trackers: readonly Tracker[]
  readonly account: Account
}

const INITIAL: ScriptView = { result: 0, initialising: true, running: false }

/** compat: a script that nobody tracks is dropped before the dump. */
export function dumpScripts(config: Config, view: VrrpView): string[] {
  const subjects = config.vrrp.scripts
    .map((script): ScriptSubject => ({
      script,
      view: view.scripts[script.name] ?? INITIAL,
      trackers: trackersOfScript(config.vrrp, script.name),
      account: config.global,
    }))
    .filter(({ trackers }) => trackers.length > 0)
  if (subjects.length === 0) return []
  const written = subjects.flatMap((subject) => [
    ` VRRP Script = ${subject.script.name}`,
    ...writeTable(table, subject, 3),
  ])
  return ['------< VRRP Scripts >------', ...written]
}

const line = linesOf(scriptContext, ({ script }: ScriptSubject) => script)

const table: DumpTable<ScriptSubject> = [
  line('script'),
  line('interval'),
  line('timeout'),
  line('weight', ({ script }) => script),
  line('rise'),
  line('fall'),
  row('Result', ({ view }) => view.result),
  row('Insecure', ({ script }) => yesNo(script.insecure === true)),
  row('Init state', ({ view }) => (view.initialising ? 'INIT' : 'unknown')),
  row('Status', ({ script, view }) => (view.result >= script.rise ? 'GOOD' : 'BAD')),
  line('user', ({ script, account }) => writeAccount(script.command, account)),
  text(() => 'VRRP instances :'),
  lines(({ trackers }) => ['Tracking instances :', ...trackers.map((tracker) => `  ${writeTracker(tracker)}`)]),
  row('State', ({ view }) => (view.running ? 'running' : 'idle')),
]
