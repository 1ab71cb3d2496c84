import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import net from 'node:net'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { runCheck } from '../../../src/checkers/run-check.ts'
import type { HttpCheckConfig, HttpUrlConfig } from '../../../src/config/config.ts'
import type { CheckResult } from '../../../src/lib/check-result.ts'
import { fillWords } from '../../../src/lib/check-result.ts'
import { until } from '../../lab/daemons.ts'
import type { Peer } from './peers.ts'
import { httpCheck, makeCertificate, means, startPeer, startTlsPeer, unusedPort } from './peers.ts'

const never = new AbortController().signal
// Many checks wait on this one signal at once; in the daemon each has its own.
setMaxListeners(0, never)
const peers: Peer[] = []
const start = async (behaviour: Parameters<typeof startPeer>[0]): Promise<Peer> => {
  const peer = await startPeer(behaviour)
  peers.push(peer)
  return peer
}
/** A server that answers every request with these octets and closes. */
const answering = (text: string): Promise<Peer> => start({ onRequest: (socket) => socket.end(text, 'latin1') })
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.close()))
})

const md5 = (text: string): Uint8Array => new Uint8Array(createHash('md5').update(text, 'latin1').digest())
const only = (code: number): HttpUrlConfig['statusCodes'] => [{ min: code, max: code }]
const check = (
  peer: Peer,
  urls: readonly Partial<HttpUrlConfig>[],
  more: Partial<HttpCheckConfig> = {},
): Promise<CheckResult> => runCheck(httpCheck(peer.port, urls, more), means, never)

const BODY = 'hello world\n'
const OK = `HTTP/1.0 200 OK\r\nServer: x\r\n\r\n${BODY}`
const SUCCESS = 'Remote Web server {server} succeed on service.'
const STATUS_ERROR = { up: false, words: 'HTTP status code error to server {server}.' }
const DIGEST_ERROR = { up: false, words: 'MD5 digest error to server {server}.' }
const NO_DATA = { up: false, words: 'Read, no data received from  server {server}.' }
const LATE = { up: false, words: 'Timeout HTTP read server {server}.' }

describe('the request', () => {
  const request = async (more: Partial<HttpCheckConfig>, url: Partial<HttpUrlConfig> = {}): Promise<string> => {
    const peer = await answering(OK)
    await check(peer, [{ path: '/a?b=c', ...url }], more)
    return peer.received[0]!.replace(`:${peer.port}`, ':PORT')
  }

  test('each version of HTTP has the octets of the original', async () => {
    const agent = 'User-Agent: KeepAliveClient\r\n'
    expect(await request({})).toBe(`GET /a?b=c HTTP/1.0\r\n${agent}Host: 127.0.0.1:PORT\r\n\r\n`)
    expect(await request({ protocol: '1.0C' })).toBe(
      `GET /a?b=c HTTP/1.0\r\n${agent}Connection: close\r\nHost: 127.0.0.1:PORT\r\n\r\n`,
    )
    expect(await request({ protocol: '1.1' })).toBe(
      `GET /a?b=c HTTP/1.1\r\n${agent}Connection: close\r\nHost: 127.0.0.1:PORT\r\n\r\n`,
    )
  })

  test("the url's virtual host goes before the checker's, and carries no port", async () => {
    expect(await request({ virtualHost: 'www.example.org' })).toContain('\r\nHost: www.example.org\r\n')
    expect(await request({ virtualHost: 'www.example.org' }, { virtualHost: 'a.example' })).toContain(
      '\r\nHost: a.example\r\n',
    )
  })
})

describe('status and digest', () => {
  const status = (code: string): string => `HTTP/1.1 ${code}\r\n\r\n${BODY}`

  test.each<[string, string, Partial<HttpUrlConfig>, object]>([
    ['the status asked for', OK, { statusCodes: only(200) }, { up: true, words: SUCCESS }],
    ['another status', status('404 Not Found'), { statusCodes: only(200) }, STATUS_ERROR],
    ['404 when it is asked for', status('404 Not Found'), { statusCodes: only(404) }, { up: true, words: SUCCESS }],
    ['a range', status('418 x'), { statusCodes: [{ min: 400, max: 499 }] }, { up: true, words: SUCCESS }],
    ['no wish at all and 204', 'HTTP/1.1 204 No Content\r\n\r\n', {}, { up: true, words: SUCCESS }],
    ['no wish at all and 301', status('301 Moved'), {}, STATUS_ERROR],
    ['the right digest', OK, { digest: md5(BODY) }, { up: true, words: SUCCESS }],
    ['the wrong digest', OK, { digest: md5('x') }, DIGEST_ERROR],
    ['the right digest with a status that is no success', status('404 x'), { digest: md5(BODY) }, STATUS_ERROR],
    ['digest and status', OK, { digest: md5(BODY), statusCodes: only(200) }, { up: true, words: SUCCESS }],
    ['an empty body', 'HTTP/1.0 200 OK\r\n\r\n', { digest: md5('') }, { up: true, words: SUCCESS }],
    ['no number for a status', status('abc'), {}, STATUS_ERROR],
    ['"100 Continue", which nobody asked for', `HTTP/1.1 100 Continue\r\n\r\n${OK}`, {}, STATUS_ERROR],
    [
      'chunks, which are digested as they are',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc\r\nhello world\n\r\n0\r\n\r\n',
      { digest: md5('c\r\nhello world\n\r\n0\r\n\r\n') },
      { up: true, words: SUCCESS },
    ],
    ['a body longer than announced', clip(5), { digest: md5('hello') }, { up: true, words: SUCCESS }],
    ['no more than announced counts', clip(5), { digest: md5(BODY) }, DIGEST_ERROR],
    ['nothing announced counts as nothing', clip(0), { digest: md5('') }, { up: true, words: SUCCESS }],
    ['a length with something behind it is none', clip('5 '), { digest: md5(BODY) }, { up: true, words: SUCCESS }],
    ['a length in lower case is none', clip(5).toLowerCase(), { digest: md5(BODY) }, { up: true, words: SUCCESS }],
    [
      'a status line of another protocol',
      status('200 OK').replace('HTTP/1.1', 'ICY'),
      {},
      { up: true, words: SUCCESS },
    ],
    ['a status line without reason', status('200'), {}, STATUS_ERROR],
    ['two spaces before the status', status(' 200 OK'), {}, STATUS_ERROR],
    ['four digits', status('2000 OK'), {}, STATUS_ERROR],
    ['a head of 4095 octets', longHead(4095), { digest: md5(BODY) }, { up: true, words: SUCCESS }],
    ['a head of 4096 octets', longHead(4096), {}, NO_DATA],
    ['a head without end', 'SSH-2.0-OpenSSH\r\n', {}, NO_DATA],
    ['a head that ends with bare line feeds', `HTTP/1.1 200 OK\n\n${BODY}`, {}, NO_DATA],
    ['a body without head', BODY, {}, NO_DATA],
  ])('%s', async (_name, answer, url, expected) => {
    expect(await check(await answering(answer), [{ path: '/p', ...url }])).toMatchObject(expected)
  })

  test('a remark stands before a failure too', async () => {
    const result = await check(await answering(clip(5)), [{ path: '/x', digest: md5(BODY) }])
    expect(result.remarks).toEqual([
      'http_check for RS {server} VS {service} url /x: content_length (5) does not match received bytes (12)',
    ])
  })

  test('a body shorter than announced passes with a remark', async () => {
    const peer = await answering(`HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n${BODY}`)
    const result = await check(peer, [{ path: '/s91' }])
    expect(result).toMatchObject({ up: true })
    expect(fillWords(result.remarks![0]!, '[10.1.0.1]:tcp:91', '[10.9.0.21]:tcp:80')).toBe(
      'http_check for RS [10.1.0.1]:tcp:91 VS [10.9.0.21]:tcp:80 url /s91: ' +
        'content_length (100) does not match received bytes (12)',
    )
  })

  test('the answer may come octet by octet', async () => {
    const peer = await start({ onRequest: (socket) => void trickle(socket, OK) })
    expect(await check(peer, [{ digest: md5(BODY) }])).toMatchObject({ up: true })
  })
})

function clip(length: number | string): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${BODY}`
}

function longHead(length: number): string {
  const [before, after] = ['HTTP/1.1 200 OK\r\nX: ', '\r\n\r\n']
  return before + 'a'.repeat(length - before.length - after.length) + after + BODY
}

describe('regex', () => {
  const regex = { options: [], noMatch: false, minOffset: 0, maxOffset: null, stack: null }
  const FAILED = { up: false, words: 'Regex match failed server {server}.' }
  const good = { ...regex, pattern: 'w.r' }
  const bad = { ...regex, pattern: 'xyz' }
  // Compared with the original in test/uml/check-words.test.ts.
  test.each<[string, Partial<HttpUrlConfig>, object]>([
    ['found', { regex: good }, { up: true, steps: ['Regex match success to {server} url(/)'] }],
    ['not found', { regex: bad }, FAILED],
    ['found and not wanted', { regex: { ...good, noMatch: true } }, FAILED],
    ['not found and not wanted', { regex: { ...bad, noMatch: true } }, { up: true }],
    [
      'found, with the right digest',
      { regex: good, digest: md5(BODY) },
      { up: true, steps: [expect.stringContaining('Regex')] },
    ],
    ['found, with a wrong digest', { regex: good, digest: md5('x') }, DIGEST_ERROR],
    ['neither found nor the right digest', { regex: bad, digest: md5('x') }, DIGEST_ERROR],
    ['not found, with a wrong status', { regex: bad, statusCodes: only(404) }, STATUS_ERROR],
    ['in the head only', { regex: { ...regex, pattern: 'Server' } }, FAILED],
  ])('%s', async (_name, url, expected) => {
    expect(await check(await answering(OK), [url])).toMatchObject(expected)
  })
})

describe('several urls', () => {
  test('are asked in order, each over its own connection, and told one by one', async () => {
    const peer = await answering(OK)
    const result = await check(peer, [{ path: '/1' }, { path: '/2', digest: md5(BODY) }, { path: '/3' }])
    expect(peer.received.map((request) => request.split(' ')[1])).toEqual(['/1', '/2', '/3'])
    expect(result).toEqual({
      up: true,
      words: SUCCESS,
      steps: [
        'HTTP status code success to {server} url(/1)',
        'MD5 digest success to {server} url(/2)',
        'HTTP status code success to {server} url(/3)',
      ],
    })
  })

  test('the first that fails ends the check', async () => {
    const peer = await answering(OK)
    expect(await check(peer, [{ path: '/1' }, { path: '/2', digest: md5('x') }, { path: '/3' }])).toEqual(DIGEST_ERROR)
    expect(peer.received).toHaveLength(2)
  })
})

describe('peers that do not play along', () => {
  test('a refusal', async () => {
    const result = await runCheck(httpCheck(await unusedPort(), [{}]), means, never)
    expect(result).toEqual({ up: false, words: 'Connection failed server {server}.' })
  })

  test('a close without a word', async () => {
    expect(await check(await start({ onRequest: (socket) => socket.end() }), [{}])).toEqual(NO_DATA)
  })

  test('a reset', async () => {
    const peer = await start({ onRequest: (socket) => socket.resetAndDestroy() })
    expect(await check(peer, [{}])).toEqual({ up: false, words: 'Read error with server {server}.' })
  })

  test('a reset before the request, many times, because it can come at any point', async () => {
    const peer = await start({ onConnect: (socket) => socket.resetAndDestroy() })
    const results = await Promise.all(Array.from({ length: 50 }, () => check(peer, [{}])))
    for (const result of results)
      expect(result.words).toMatch(/^(Connection failed|Read error with) server {server}\.$/)
  })

  test('silence', async () => {
    expect(await check(await start({}), [{}])).toEqual({ up: false, words: 'Timeout WEB read server {server}.' })
  })

  test('silence in the middle of a body, even when its announced length is complete', async () => {
    const part = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello'
    expect(await check(await start({ onRequest: (socket) => socket.write(part) }), [{}])).toEqual(LATE)
    const whole = `HTTP/1.1 200 OK\r\nContent-Length: 12\r\nConnection: keep-alive\r\n\r\n${BODY}`
    expect(await check(await start({ onRequest: (socket) => socket.write(whole) }), [{}])).toEqual(LATE)
  })

  test('an octet now and then, for ever', async () => {
    const peer = await start({
      onRequest: (socket) => {
        socket.write('HTTP/1.0 200 OK\r\n\r\n')
        const timer = setInterval(() => socket.write('x'), 20)
        socket.once('close', () => clearInterval(timer))
      },
    })
    const config = httpCheck(peer.port, [{}])
    const quick = { ...config, connection: { ...config.connection, connectTimeoutUs: 100_000 } }
    expect(await runCheck(quick, means, never)).toEqual(LATE)
  })

  test('a flood of header lines is cut off at the length that the original takes', async () => {
    const lines = 'X-A: yyyyyyyy\r\n'.repeat(4096)
    const peer = await start({ onRequest: (socket) => flood(socket, 'HTTP/1.0 200 OK\r\n', lines, 1e9) })
    expect(await check(peer, [{}])).toEqual(NO_DATA)
  })

  test('a body of a hundred megabytes is digested without being kept', async () => {
    const total = 100 * 1024 * 1024
    const line = 'z'.repeat(65536)
    const peer = await start({ onRequest: (socket) => flood(socket, 'HTTP/1.0 200 OK\r\n\r\n', line, total) })
    const hash = createHash('md5')
    for (let sent = 0; sent < total; sent += line.length) hash.update(line)
    const before = process.memoryUsage.rss()
    const config = httpCheck(peer.port, [{ digest: new Uint8Array(hash.digest()) }])
    const patient = { ...config, connection: { ...config.connection, connectTimeoutUs: 5_000_000 } }
    expect((await runCheck(patient, means, never)).up).toBe(true)
    expect(process.memoryUsage.rss() - before).toBeLessThan(total)
  })

  test('an abort ends the check at once, without a verdict', async () => {
    const control = new AbortController()
    const peer = await start({ onRequest: () => control.abort() })
    expect(await runCheck(httpCheck(peer.port, [{}]), means, control.signal)).toMatchObject({ undecided: true })
  })
})

describe('SSL_GET', () => {
  const tlsPeer = async (text: string, onServerName?: (name: string) => void): Promise<Peer> => {
    const peer = await startTlsPeer({ onRequest: (socket) => socket.end(text, 'latin1') }, onServerName)
    peers.push(peer)
    return peer
  }

  test('an unverified certificate is good enough', async () => {
    expect(await check(await tlsPeer(OK), [{ digest: md5(BODY) }], { tls: true })).toMatchObject({ up: true })
  })

  test('the virtual host is named in the handshake only when that is asked for', async () => {
    const names: string[] = []
    const peer = await tlsPeer(OK, (name) => names.push(name))
    const host = { virtualHost: 'sni.example.org' }
    await check(peer, [host], { tls: true })
    expect(names).toEqual([])
    await check(peer, [host], { tls: true, enableSni: true })
    expect(names).toEqual(['sni.example.org'])
    expect(peer.received[1]).toContain('\r\nHost: sni.example.org\r\n')
  })

  test('sni_name says another name, and the request keeps its own', async () => {
    const names: string[] = []
    const peer = await tlsPeer(OK, (name) => names.push(name))
    const settings = { tls: true, enableSni: true, sniName: 'front.example.org' }
    await check(peer, [{ virtualHost: 'www.example.org' }], settings)
    expect(names).toEqual(['front.example.org'])
    expect(peer.received[0]).toContain('\r\nHost: www.example.org\r\n')
  })

  test('close_notify is said only where tls_compliant asks for it', async () => {
    const ends: string[] = []
    const { key, cert } = makeCertificate()
    const server = tls.createServer({ key, cert, maxVersion: 'TLSv1.2' }, (socket) => {
      socket.on('error', () => {})
      socket.on('data', () => socket.end(OK))
    })
    const port = await listening(server)
    const relay = net.createServer((socket) => {
      const behind = net.connect(port, '127.0.0.1')
      const sent: Buffer[] = []
      for (const end of [socket, behind]) end.on('error', () => {})
      // Not by pipe, which stops listening when one side has ended.
      socket.on('data', (chunk) => {
        sent.push(chunk)
        behind.write(chunk)
      })
      behind.on('data', (chunk) => socket.write(chunk))
      behind.on('end', () => socket.end())
      socket.on('close', () => ends.push(recordTypes(Buffer.concat(sent)).includes(ALERT) ? 'notified' : 'closed'))
    })
    const front = await listening(relay)
    for (const tlsCompliant of [false, true]) {
      expect(await check({ port: front } as Peer, [{ tlsCompliant }], { tls: true })).toMatchObject({ up: true })
      await until('the server sees the end', () => ends.length === (tlsCompliant ? 2 : 1))
    }
    relay.close()
    server.close()
    expect(ends).toEqual(['closed', 'notified'])
  })

  test('a peer that says nothing in the handshake', async () => {
    const peer = await start({})
    expect(await check(peer, [{}], { tls: true })).toEqual({ up: false, words: 'Timeout connecting server {server}.' })
  })

  test('a peer that ends the handshake, by FIN, by RST or by nonsense', async () => {
    const reset = { up: false, words: 'Connection failed server {server}.' }
    const failed = { up: false, words: 'SSL handshake/communication error connecting to server {server}.' }
    expect(await check(await start({ onConnect: (s) => s.end() }), [{}], { tls: true })).toEqual(failed)
    expect(await check(await start({ onConnect: (s) => s.resetAndDestroy() }), [{}], { tls: true })).toEqual(reset)
    expect(await check(await start({ onConnect: (s) => s.write(OK) }), [{}], { tls: true })).toEqual(failed)
  })

  test('silence after the handshake', async () => {
    const peer = await startTlsPeer({})
    peers.push(peer)
    expect(await check(peer, [{}], { tls: true })).toEqual({ up: false, words: 'Timeout SSL read server {server}.' })
  })

  test('a key file that cannot be read leaves the server as it is', async () => {
    const ssl = { password: null, ca: null, certificate: null, key: '/nonexistent/key.pem' }
    const result = await runCheck(httpCheck(443, [{}], { tls: true }), { ...means, ssl }, never)
    expect(result).toMatchObject({ up: false, undecided: true })
    expect(result.words).toContain('/nonexistent/key.pem')
  })
})

/** RFC 5246 section 6.2.1: type, version, length. */
const ALERT = 21
function recordTypes(octets: Buffer): number[] {
  const types: number[] = []
  for (let at = 0; at + 5 <= octets.length; at += 5 + octets.readUInt16BE(at + 3)) types.push(octets[at]!)
  return types
}

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as net.AddressInfo).port
}

async function trickle(socket: Socket, text: string): Promise<void> {
  for (const octet of text) {
    socket.write(octet, 'latin1')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  socket.end()
}

/** Writes `first` and then `part` until `total` octets of parts have gone or the reader is gone. */
function flood(socket: Socket, first: string, part: string, total: number): void {
  socket.write(first)
  let sent = 0
  const more = (): void => {
    while (sent < total && !socket.destroyed) {
      sent += part.length
      if (!socket.write(part, 'latin1')) return void socket.once('drain', more)
    }
    socket.end()
  }
  more()
}
