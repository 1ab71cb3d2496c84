/**
 * What an engine and the process that starts its scripts say to each other: one JSON value a line, over a socket that only
 * they have. Both run the same program, so that nobody's version is another.
 */
import type { Socket } from 'node:net'
import type { CommandResult, CommandRun } from '../linux/spawn.ts'

/** `id` counts the runs of one engine. */
export type ToStarter =
  | { readonly kind: 'run'; readonly id: number; readonly run: PlainRun }
  /** end it, if it still runs or waits */
  | { readonly kind: 'abort'; readonly id: number }
  /** what the starter before had started, and could not end */
  | { readonly kind: 'end'; readonly leaders: readonly Leader[] }

export type FromStarter =
  | { readonly kind: 'started'; readonly id: number; readonly pid: number }
  | { readonly kind: 'ended'; readonly id: number; readonly result: CommandResult }

export type PlainRun = Omit<CommandRun, 'signal' | 'onStarted'>

export interface Leader {
  /** of a process group and of a session */
  readonly pid: number
  readonly signal: 'SIGTERM' | 'SIGKILL'
}

/** Longer lines are a fault of ours: the words of a script are at most a line of the configuration. */
const maxLineLength = 1024 * 1024

export function sendLine(socket: Socket, message: ToStarter | FromStarter): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

export function onLines<Message extends ToStarter | FromStarter>(
  socket: Socket,
  take: (message: Message) => void,
): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(JSON.parse(line) as Message)
    if (rest.length > maxLineLength) socket.destroy()
  })
}
