/**
 * The work of the process that starts scripts. Starting one copies the tables of the process that does it, which takes
 * milliseconds: here nobody waits for them who has adverts to send. Whoever asks waits in a queue of its own, and the queues
 * take turns, so that a thousand checks of servers do not hold up the scripts of a takeover.
 */
import type { Socket } from 'node:net'
import { endSession, runCommand } from '../linux/spawn.ts'
import { onLines, sendLine, type PlainRun, type ToStarter } from './script-lines.ts'

export interface ScriptStarter {
  readonly serve: (engine: Socket) => void
  /** calls back when nobody is left to ask, and all that was asked for has been started */
  readonly whenDeserted: (callback: () => void) => void
}

/** Of one engine, waiting to be started. Whatever comes behind is refused, as a system without processes would. */
const maxWaiting = 10_000
/** Of all engines: a file of thousands of scripts that hang must not take every process that the system has. */
const maxRunning = 4_000

const refused = { kind: 'failed', reason: 'EAGAIN' } as const

interface Engine {
  readonly socket: Socket
  readonly waiting: Map<number, PlainRun>
  readonly running: Map<number, { readonly control: AbortController; readonly run: PlainRun }>
}

export function makeScriptStarter(): ScriptStarter {
  /** those that are gone too, until their last script is started */
  const engines = new Set<Engine>()
  let running = 0
  let turnIsSet = false
  let deserted: () => void = () => undefined

  function serve(socket: Socket): void {
    const engine: Engine = { socket, waiting: new Map(), running: new Map() }
    engines.add(engine)
    onLines<ToStarter>(socket, (message) => take(engine, message))
    // A reset is an end like any other; `close` follows.
    socket.on('error', () => undefined)
    socket.on('close', () => gone(engine))
  }

  function take(engine: Engine, message: ToStarter): void {
    switch (message.kind) {
      case 'run':
        if (engine.waiting.size >= maxWaiting) return tellEnd(engine, message.id)
        engine.waiting.set(message.id, message.run)
        return setTurn()
      case 'abort':
        if (engine.waiting.delete(message.id)) tellEnd(engine, message.id)
        else engine.running.get(message.id)?.control.abort()
        return
      case 'end':
        for (const { pid, signal } of message.leaders) endSession(pid, signal)
    }
  }

  /** Notify scripts are started and go on to their end; the next engine would not know of the others. */
  function gone(engine: Engine): void {
    for (const [id, run] of engine.waiting) if (!outlivesEngine(run)) engine.waiting.delete(id)
    for (const { control, run } of engine.running.values()) if (!outlivesEngine(run)) control.abort()
    forgetIfDone(engine)
  }

  function forgetIfDone(engine: Engine): void {
    if (!engine.socket.destroyed || engine.waiting.size > 0) return
    engines.delete(engine)
    if (engines.size === 0) deserted()
  }

  function setTurn(): void {
    if (turnIsSet) return
    turnIsSet = true
    setImmediate(turn)
  }

  /** One of each engine, then sockets and ends of scripts are looked after. */
  function turn(): void {
    turnIsSet = false
    for (const engine of engines) {
      const [next] = engine.waiting
      if (next === undefined) continue
      const [id, run] = next
      engine.waiting.delete(id)
      void start(engine, id, run)
      if (engine.waiting.size > 0) setTurn()
      else forgetIfDone(engine)
    }
  }

  async function start(engine: Engine, id: number, run: PlainRun): Promise<void> {
    if (running >= maxRunning) return tellEnd(engine, id)
    const control = new AbortController()
    engine.running.set(id, { control, run })
    running += 1
    const onStarted = (pid: number): void => sendLine(engine.socket, { kind: 'started', id, pid })
    const result = await runCommand({ ...run, signal: control.signal, onStarted })
    running -= 1
    engine.running.delete(id)
    sendLine(engine.socket, { kind: 'ended', id, result })
  }

  function tellEnd(engine: Engine, id: number): void {
    sendLine(engine.socket, { kind: 'ended', id, result: refused })
  }

  return {
    serve,
    whenDeserted: (callback) => {
      deserted = callback
      if (engines.size === 0) callback()
    },
  }
}

function outlivesEngine({ endsWithUs }: PlainRun): boolean {
  return endsWithUs === undefined
}
