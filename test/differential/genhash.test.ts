/** genhash beside the original's: the same request on the wire, the same digest, the same refusals. */
import { execFile, execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Peer } from '../unit/checkers/peers.ts'
import { startPeer, startTlsPeer, unusedPort } from '../unit/checkers/peers.ts'

const ours = ['node', '--import', 'tsx', fileURLToPath(new URL('../../src/genhash.ts', import.meta.url))]
const theirs = ['genhash']

interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

function run(command: readonly string[], args: readonly string[]): Promise<Outcome> {
  const [program, ...first] = command
  return new Promise((resolve) => {
    execFile(program!, [...first, ...args], { timeout: 30_000, encoding: 'latin1' }, (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
  })
}

function haveOriginal(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v genhash'], { stdio: 'ignore' })
    return true
  } catch {
    // not installed here
    return false
  }
}

const BODY = 'hello world\n'
const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', 'Server: x', ...lines, '', ''].join('\r\n')
const pages: Readonly<Record<string, string>> = {
  '/plain': head() + BODY,
  '/plain?a=b': head() + BODY,
  '/404': `HTTP/1.1 404 Not Found\r\n\r\n${BODY}`,
  '/empty': head(),
  '/length': head('Content-Length: 12') + BODY,
  '/shorter': head('Content-Length: 500') + BODY,
  '/longer': head('Content-Length: 5') + BODY,
  '/zero': head('Content-Length: 0') + BODY,
  '/junk-length': head('Content-Length: 5abc') + BODY,
  '/lower-case-length': head('content-length: 5') + BODY,
  '/length-elsewhere': head('X-Content-Length: 5') + BODY,
  '/two-lengths': head('Content-Length: 5', 'Content-Length: 7') + BODY,
  '/chunked': `${head('Transfer-Encoding: chunked')}c\r\n${BODY}\r\n0\r\n\r\n`,
  '/binary': head() + String.fromCharCode(...Array.from({ length: 5000 }, (_, i) => i % 256)),
  '/big': head() + 'z'.repeat(3_000_000),
  '/longest-head': head(`X: ${'a'.repeat(4095 - head('X: ').length)}`) + BODY,
}

describe.skipIf(!haveOriginal())('genhash and the original', () => {
  let plain: Peer
  let secure: Peer
  beforeAll(async () => {
    const onRequest: NonNullable<Parameters<typeof startPeer>[0]['onRequest']> = (socket, request) => {
      socket.end(pages[request.split(' ')[1] ?? ''] ?? '', 'latin1')
    }
    plain = await startPeer({ onRequest })
    secure = await startTlsPeer({ onRequest })
  })
  afterAll(async () => {
    await plain.close()
    await secure.close()
  })

  const both = async (args: readonly string[]): Promise<[Outcome, Outcome]> => [
    await run(ours, args),
    await run(theirs, args),
  ]
  const at = (peer: Peer, url: string, ...more: string[]): string[] => [
    ...['-s', '127.0.0.1', '-p', String(peer.port), '-u', url],
    ...more,
  ]

  test.each(Object.keys(pages))('the digest of %s', async (url) => {
    const [mine, other] = await both(at(plain, url))
    expect(other.out).toMatch(/^[0-9a-f]{32}\n$/)
    expect(mine).toEqual(other)
  })

  test.each(['', '-P 1.0', '-P 1.0c', '-P 1.0C', '-P 1.1', '-V www.example.org', '-P 1.1 -V a.example'])(
    'the request with "%s"',
    async (words) => {
      const before = plain.received.length
      const [mine, other] = await both(at(plain, '/plain?a=b', ...words.split(' ').filter(Boolean)))
      expect(mine).toEqual(other)
      expect(plain.received[before]).toBe(plain.received[before + 1])
      expect(plain.received[before]).toContain('User-Agent: KeepAliveClient\r\n')
    },
  )

  test('over TLS, with and without a name', async () => {
    for (const more of [['-S'], ['-S', '-I', '-V', 'sni.example']]) {
      const [mine, other] = await both(at(secure, '/plain', ...more))
      expect(other.out).toMatch(/^[0-9a-f]{32}\n$/)
      expect(mine).toEqual(other)
    }
    expect(secure.received.at(-1)).toBe(secure.received.at(-2))
  })

  test('long options, abbreviated too', async () => {
    const args = ['--server=127.0.0.1', '--port', String(plain.port), '--ur', '/plain', '--use-v', 'x.example']
    const [mine, other] = await both(args)
    expect(mine).toEqual(other)
  })

  test('the verbose form of a small page', async () => {
    const [mine, other] = await both(at(plain, '/length', '-v'))
    const timeless = (outcome: Outcome): string => outcome.out.replace(/= \d+ usecs/, '= N usecs')
    expect(timeless(mine)).toBe(timeless(other))
  })

  test.each<[string, string[]]>([
    ['nothing at all', []],
    ['help', ['-h']],
    ['no url', ['-s', '127.0.0.1', '-p', '80']],
    ['no port', ['-s', '127.0.0.1', '-u', '/']],
    ['an unknown option', ['-x']],
    ['a name for a server', ['-s', 'localhost', '-p', '80', '-u', '/']],
    ['port 0', ['-s', '127.0.0.1', '-p', '0', '-u', '/']],
    ['port 99999', ['-s', '127.0.0.1', '-p', '99999', '-u', '/']],
    ['a mark that is none', ['-s', '127.0.0.1', '-p', '80', '-u', '/', '-m', 'abc']],
    ['a timeout that is none', ['-s', '127.0.0.1', '-p', '80', '-u', '/', '-t', 'abc']],
    ['a version that is none', ['-s', '127.0.0.1', '-p', '80', '-u', '/', '-P', '2.0']],
    ['a word too many', ['-s', '127.0.0.1', '-p', '80', '-u', '/', 'extra']],
  ])('%s is refused with status 1 and the usage on standard error', async (_name, args) => {
    const [mine, other] = await both(args)
    expect(other.status).toBe(1)
    expect(mine.status).toBe(1)
    expect([mine.out, other.out]).toEqual(['', ''])
    expect(mine.err).toContain('Usage: genhash')
    const reason = other.err.split('\n')[0]!
    // Where the original gives a reason of its own, ours is the same; what getopt says is getopt's.
    if (!reason.startsWith('Usage') && !reason.includes('option')) expect(mine.err.split('\n')[0]).toBe(reason)
  })

  // A departure: the original answers 0, with the reason where the digest belongs.
  test('a page that cannot be had is status 1, with the reason of the original on standard error', async () => {
    const refused = String(await unusedPort())
    const nobody = ['-s', '127.0.0.1', '-p', refused, '-u', '/']
    for (const args of [nobody, at(plain, '/none'), at(plain, '/plain', '-S', '-t', '1')]) {
      const [mine, other] = await both(args)
      expect(other.status).toBe(0)
      expect(mine).toEqual({ status: 1, out: '', err: `${(other.out + other.err).trim()}\n` })
    }
  })
})
