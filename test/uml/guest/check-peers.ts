/**
 * Real servers for the comparison of checkers: every port behaves in one way. Says READY when all of them listen.
 * The certificate comes from $KEY and $CERT, so that no private key lives in the repository.
 */
import { readFileSync } from 'node:fs'
import net from 'node:net'
import tls from 'node:tls'

type Behaviour = (socket: net.Socket) => void

const BODY = 'hello world\n'
const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n')
const answer =
  (text: string): Behaviour =>
  (socket) =>
    socket.end(text, 'latin1')
const answerAndStall =
  (text: string): Behaviour =>
  (socket) =>
    socket.write(text, 'latin1')
const afterStatusLine = (line: string): Behaviour => answer(`${line}\r\n\r\n${BODY}`)
const longHead = (length: number): string => head(`X: ${'a'.repeat(length - head('X: ').length)}`) + BODY

const onConnect: Record<number, Behaviour> = {
  82: (socket) => socket.end(),
  83: (socket) => socket.resetAndDestroy(),
  445: () => {},
  446: (socket) => socket.end(),
  447: (socket) => socket.resetAndDestroy(),
  450: (socket) => socket.end(head() + BODY),
}

const onRequest: Record<number, Behaviour> = {
  80: answer(head() + BODY),
  81: afterStatusLine('HTTP/1.1 404 Not Found'),
  84: (socket) => socket.resetAndDestroy(),
  85: (socket) => socket.end(),
  86: () => {},
  87: answerAndStall(`${head('Content-Length: 100')}hello`),
  88: answer('SSH-2.0-OpenSSH\r\n'),
  89: answer(longHead(9000)),
  90: answerAndStall(head('Content-Length: 12', 'Connection: keep-alive') + BODY),
  91: answer(head('Content-Length: 100') + BODY),
  92: answer(`${head('Transfer-Encoding: chunked')}c\r\n${BODY}\r\n0\r\n\r\n`),
  94: answer(`HTTP/1.1 100 Continue\r\n\r\n${head()}${BODY}`),
  95: answer('HTTP/1.1 204 No Content\r\n\r\n'),
  96: afterStatusLine('HTTP/1.1 abc OK'),
  97: answer(head('Content-Length: 5') + BODY),
  98: answer(head('content-length: 5') + BODY),
  99: afterStatusLine('HTTP/1.1 200'),
  100: afterStatusLine('ICY 200 OK'),
  101: afterStatusLine('HTTP/1.1  200 OK'),
  102: answer(longHead(4095)),
  103: answer(longHead(4096)),
  104: answer(`HTTP/1.1 200 OK\n\n${BODY}`),
  105: answer(head()),
  106: afterStatusLine('HTTP/1.1 301 Moved'),
}

const onTlsRequest: Record<number, Behaviour> = {
  443: answer(head() + BODY),
  444: afterStatusLine('HTTP/1.1 500 Oops'),
  448: () => {},
  // without close_notify; with it the original has words that we cannot tell apart
  449: (socket) => socket.destroy(),
}

function afterRequest(behaviour: Behaviour): Behaviour {
  return (socket) => {
    let text = ''
    let answered = false
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (answered || !text.includes('\r\n\r\n')) return
      answered = true
      behaviour(socket)
    })
  }
}

async function listen(server: net.Server, port: number): Promise<void> {
  server.on('connection', (socket: net.Socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(port, '::', resolve))
}

for (const [port, behaviour] of Object.entries(onConnect)) {
  await listen(net.createServer({ pauseOnConnect: true }, behaviour), Number(port))
}
for (const [port, behaviour] of Object.entries(onRequest)) {
  await listen(net.createServer({ allowHalfOpen: true }, afterRequest(behaviour)), Number(port))
}
const [key, cert] = [readFileSync(process.env['KEY'] ?? ''), readFileSync(process.env['CERT'] ?? '')]
for (const [port, behaviour] of Object.entries(onTlsRequest)) {
  const server = tls.createServer({ key, cert }, afterRequest(behaviour))
  server.on('tlsClientError', () => {})
  await listen(server, Number(port))
}
console.log('READY')
