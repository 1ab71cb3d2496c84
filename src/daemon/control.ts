/** What can be asked at the control socket, and who waits for the end of a reload. */
import type { EngineName, LifecycleState } from '../lifecycle/state.ts'
import { childNames } from '../lifecycle/state.ts'
import { openControlSocket, type ControlSocket } from './control-socket.ts'
import { wallTime, type Clocks } from './machine-time.ts'
import { makeStatusCollector, type StatusCollector, type StatusHead } from './status-collector.ts'
import { productName } from './version.ts'

export interface Control {
  readonly collector: StatusCollector
  /** the files are being read: who asked until now waits for this reload */
  readonly reloadBegins: () => void
  readonly reloadEnded: (result: 'done' | 'refused', reasons: readonly string[]) => void
  readonly close: () => void
}

export interface ControlOptions {
  readonly path: string
  readonly configFile: string
  readonly state: () => LifecycleState
  readonly clocks: () => Clocks
  /** asks the children that run for their status */
  readonly ask: (id: number) => readonly EngineName[]
  readonly requestReload: () => void
  readonly log: (level: 'warning', text: string) => void
}

/** What `tskeepalived reload` is told. */
export interface ReloadAnswer {
  readonly result: 'done' | 'refused'
  readonly reasons: readonly string[]
}

/** A file of junk has thousands of mistakes; nobody reads more than these. */
const maxReasons = 100

type Waiter = (answer: ReloadAnswer) => void

export function makeControl(options: ControlOptions): Control {
  const startedAt = new Date().toISOString()
  const collector = makeStatusCollector({ head, ask: options.ask })
  const asked = new Set<Waiter>()
  let reloading: Waiter[] = []
  const socket: ControlSocket = openControlSocket({ path: options.path, answer, log: options.log })

  function answer(question: string): Promise<Buffer> | null {
    if (question === 'status') return collector.collect()
    if (question === 'reload') return reload()
    return null
  }

  function reload(): Promise<Buffer> {
    return new Promise((resolve) => {
      const waiter: Waiter = (result) => resolve(Buffer.from(`${JSON.stringify(result)}\n`))
      asked.add(waiter)
      options.requestReload()
    })
  }

  function reloadEnded(result: 'done' | 'refused', reasons: readonly string[]): void {
    const waiting = reloading
    reloading = []
    for (const waiter of waiting) waiter({ result, reasons: shortened(reasons) })
  }

  function head(): StatusHead {
    const { loadedAt, generation, lastReload, children } = options.state()
    const clocks = options.clocks()
    const at = (us: number): string => wallTime(clocks, us) ?? ''
    return {
      layout: 1,
      program: productName,
      pid: process.pid,
      startedAt,
      now: at(clocks.now),
      config: {
        file: options.configFile,
        loadedAt: at(loadedAt),
        generation,
        lastReload:
          lastReload === null
            ? null
            : {
                result: lastReload.result,
                startedAt: at(lastReload.startedAt),
                endedAt: lastReload.endedAt === null ? null : at(lastReload.endedAt),
                reasons: shortened(lastReload.reasons),
              },
      },
      processes: childNames.map((name) => {
        const { status, pid, startedAt: since } = children[name]
        const runs = pid !== 0
        return { name, state: status, pid: runs ? pid : null, startedAt: runs ? at(since) : null }
      }),
    }
  }

  return {
    collector,
    reloadBegins: () => {
      reloading.push(...asked)
      asked.clear()
    },
    reloadEnded,
    close: socket.close,
  }
}

function shortened(reasons: readonly string[]): readonly string[] {
  if (reasons.length <= maxReasons) return reasons
  return [...reasons.slice(0, maxReasons), `and ${reasons.length - maxReasons} more`]
}
