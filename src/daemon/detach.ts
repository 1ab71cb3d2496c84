/**
 * Without -n the daemon detaches: this process starts it again in a session of its own and ends when it is up, with its
 * status when it does not come up. The pid file is written by then, as `Type=forking` units expect.
 */
import { fork } from 'node:child_process'
import { detachedArgument } from './roles.ts'

export function detach(program: string, words: readonly string[]): void {
  const child = fork(program, [detachedArgument, ...words], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('message', () => setImmediate(() => process.exit(0)))
  child.on('exit', (status) => process.exit(status ?? 1))
  child.on('error', (error) => {
    process.stderr.write(`Unable to start the daemon: ${error.message}\n`)
    process.exit(1)
  })
}

/** In the daemon: tells the process that started it, which then ends. */
export function tellLauncher(): void {
  if (process.send === undefined) return
  process.send('up', undefined, undefined, () => {
    // Not from inside a callback of the channel: Node 20 may crash then.
    setImmediate(() => {
      if (process.connected) process.disconnect()
    })
  })
}
