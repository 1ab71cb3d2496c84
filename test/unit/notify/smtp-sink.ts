/** An SMTP server for the tests: notes the dialogue, and can be told to refuse, stall or vanish. */
import net from 'node:net'

export interface SmtpSink {
  readonly port: number
  /** one list of lines per connection */
  readonly dialogues: string[][]
  readonly close: () => Promise<void>
}

/** Text for one line of the client; null: say nothing. Inside a mail it is asked only for the final dot. */
export type Reply = (line: string) => string | null

export const obliging: Reply = (line) => {
  if (line.startsWith('DATA')) return '354 go on'
  return line.startsWith('QUIT') ? '221 bye' : '250 ok'
}

export async function startSmtpSink(
  reply: Reply = obliging,
  greeting: string | null = '220 sink',
  at: { readonly host: string; readonly port: number } = { host: '127.0.0.1', port: 0 },
  onEnd: (lines: readonly string[]) => void = () => {},
): Promise<SmtpSink> {
  const dialogues: string[][] = []
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    const lines: string[] = []
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      onEnd(lines)
    })
    dialogues.push(lines)
    let rest = ''
    let inMail = false
    if (greeting !== null) socket.write(`${greeting}\r\n`)
    socket.on('data', (chunk) => {
      const parts = (rest + chunk.toString('utf8')).split('\r\n')
      rest = parts.pop() ?? ''
      for (const line of parts) {
        lines.push(line)
        if (inMail && line !== '.') continue
        const answer = reply(line)
        inMail = answer?.startsWith('354') ?? false
        if (answer !== null) socket.write(`${answer}\r\n`)
        if (line === 'QUIT') socket.end()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(at.port, at.host, resolve))
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return { port: (server.address() as net.AddressInfo).port, dialogues, close }
}
