/**
 * Real servers for the comparison of checkers: every port behaves in one way. Says READY when all of them listen.
 * The certificate comes from $KEY and $CERT, so that no private key lives in the repository.
 */
import dgram from 'node:dgram'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import tls from 'node:tls'

type Behaviour = (socket: net.Socket, request: string) => void

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

function onlyIf(condition: (socket: net.Socket, request: string) => boolean): Behaviour {
  return (socket, request) => {
    const behaviour = condition(socket, request) ? answer(head() + BODY) : afterStatusLine('HTTP/1.1 403 No')
    behaviour(socket, request)
  }
}

const onConnect: Record<number, Behaviour> = {
  82: (socket) => socket.end(),
  83: (socket) => socket.resetAndDestroy(),
  445: () => {},
  446: (socket) => socket.end(),
  447: (socket) => socket.resetAndDestroy(),
  450: (socket) => socket.end(head() + BODY),
  2501: smtp({}),
  2502: smtp({ greeting: '554 go away\r\n' }),
  2503: () => {},
  2504: (socket) => socket.end(),
  2505: smtp({ HELO: '500 what\r\n' }),
  2506: smtp({ QUIT: '500 no\r\n' }),
  2507: smtp({ greeting: '220-a\r\n220-b\r\n220 c\r\n' }),
  2508: smtp({ HELO: '' }),
  2509: (socket) => socket.end('\x01\x02\xff\r\n', 'latin1'),
  2510: (socket) => socket.write('220 no end of line'),
  2511: smtp({ greeting: `220 ${'a'.repeat(1_000)}\r\n` }),
  2512: (socket) => socket.end('220 and away\r\n'),
}

/** Answers with a greeting and to each command; '' is silence. */
function smtp(answers: { readonly greeting?: string; readonly HELO?: string; readonly QUIT?: string }): Behaviour {
  return (socket) => {
    socket.write(answers.greeting ?? '220 words.example\r\n')
    socket.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      if (text.startsWith('HELO')) socket.write(answers.HELO ?? '250 welcome\r\n')
      else if (text.startsWith('QUIT')) socket.end(answers.QUIT ?? '221 bye\r\n')
    })
    socket.resume()
  }
}

type Reply = (query: Buffer) => Buffer | null

/** The question again, as an answer of that kind with that many records of 192.0.2.1. */
const resolved =
  (code: number, records: number): Reply =>
  (query) => {
    const head = Buffer.from(query)
    head[2] = (head[2] ?? 0) | 0x80
    head[3] = code
    head.writeUInt16BE(records, 6)
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1])
    return Buffer.concat([head, ...Array.from({ length: records }, () => record)])
  }

const onDatagram: Record<number, Reply> = {
  5201: (datagram) => datagram,
  5202: () => null,
  5301: resolved(0, 1),
  5302: resolved(0, 0),
  5303: resolved(3, 0),
  5304: resolved(2, 0),
  5306: () => null,
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
  107: onlyIf((socket) => socket.remoteAddress === '::ffff:10.1.99.9' && socket.remotePort === 5999),
  108: onlyIf((_, request) => /^GET \S+ HTTP\/1\.1\r\n/.test(request)),
}

const onTlsRequest: Record<number, Behaviour> = {
  443: answer(head() + BODY),
  444: afterStatusLine('HTTP/1.1 500 Oops'),
  448: () => {},
  // without close_notify; with it the original has words that we cannot tell apart
  449: (socket) => socket.destroy(),
}

function afterRequest(behaviour: Behaviour): (socket: net.Socket) => void {
  return (socket) => {
    let text = ''
    let answered = false
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (answered || !text.includes('\r\n\r\n')) return
      answered = true
      behaviour(socket, text)
    })
  }
}

async function listen(server: net.Server, port: number): Promise<void> {
  server.on('connection', (socket: net.Socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(port, '::', resolve))
}

for (const [port, reply] of Object.entries(onDatagram)) {
  const socket = dgram.createSocket('udp4')
  socket.on('message', (datagram, from) => {
    const answer = reply(datagram)
    if (answer !== null) socket.send(answer, from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(Number(port), '0.0.0.0', resolve))
}
for (const [port, behaviour] of Object.entries(onConnect)) {
  await listen(
    net.createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => behaviour(socket, '')),
    Number(port),
  )
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
