/**
 * The process that starts scripts for both engines. It has no socket but those to them, no configuration but the file mask,
 * and it is loaded with as little as possible: the less memory it has, the faster it starts another process.
 */
import type { Socket } from 'node:net'
import { processTitle } from '../linux/pid-file.ts'
import { onRealTimeSignals, SIGNAL_JSON, SIGNAL_STATS_CLEAR, SIGNAL_TIMERS } from '../linux/signals.ts'
import { sendToParent, type ToChild } from './messages.ts'
import { exitInternalError } from './roles.ts'
import { makeScriptStarter } from './script-starter.ts'

/** The engines of a parent that vanished may run scripts while they clean up. */
const maxOrphanMs = 15_000

export function runScriptProcess(): void {
  process.title = `${processTitle}: scripts`
  const starter = makeScriptStarter()

  process.on('message', (message, handle) => receive(message as ToChild, handle as Socket | undefined))
  // Deferred: ending the process from inside the channel's own callback can crash Node 20.
  process.on('disconnect', () => setImmediate(orphaned))
  // The engines have ended or are about to; what they asked for at last is still to be read and started.
  process.on('SIGTERM', () => setImmediate(() => starter.whenDeserted(() => process.exit(0))))
  // Whoever sends these to all of us does not mean this process.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGUSR1', 'SIGUSR2', 'SIGPIPE', 'SIGXCPU'] as const) {
    process.on(signal, ignore)
  }
  onRealTimeSignals({ [SIGNAL_JSON]: ignore, [SIGNAL_STATS_CLEAR]: ignore, [SIGNAL_TIMERS]: ignore })

  function receive(message: ToChild, handle: Socket | undefined): void {
    switch (message.kind) {
      case 'configure': {
        const { config, options, generation } = message
        process.umask(options.umask ?? config.global.umask)
        return void sendToParent({ kind: 'configured', generation })
      }
      case 'script-line':
        if (handle !== undefined) starter.serve(handle)
        return
      case 'ask-for-life':
        return void sendToParent({ kind: 'alive' })
    }
  }

  function orphaned(): void {
    setTimeout(() => process.exit(exitInternalError), maxOrphanMs).unref()
    starter.whenDeserted(() => process.exit(0))
  }
}

function ignore(): void {
  return
}
