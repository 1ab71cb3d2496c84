/**
 * Nothing lost: peers and scripts that never come to an end. Each check of them ends by itself with a failure that counts
 * (never "nothing was learned"), all of them at once, while checks of a good server go on as if they were not there.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { runCheck } from '../../../src/checkers/run-check.ts'
import type { CheckerConfig } from '../../../src/config/config.ts'
import { until } from '../../lab/daemons.ts'
import type { HostilePorts } from './hostile-peers-process.ts'
import { connection, httpCheck, means, startPeer, tcpCheck, timing } from './peers.ts'

const work = mkdtempSync(join(tmpdir(), 'tsk-hostile-'))
const program = fileURLToPath(new URL('hostile-peers-process.ts', import.meta.url))
const peers = spawn(process.execPath, ['--import', 'tsx', program], { stdio: ['ignore', 'pipe', 'inherit'] })
afterAll(() => {
  peers.kill()
  rmSync(work, { recursive: true })
})

const regex = { pattern: 'needle', options: [], noMatch: false, minOffset: 0, maxOffset: null, stack: null }

function script(name: string, text: string): CheckerConfig {
  const argv = ['/bin/sh', '-c', `echo $$ >${work}/${name}; ${text}`]
  const command = { argv, text: name, uid: null, gid: null }
  return { ...timing, kind: 'misc', command, timeoutUs: 400_000, dynamic: false }
}

function hostile(ports: HostilePorts): Record<string, readonly [CheckerConfig, string]> {
  const to = (port: number) => connection(port, { connectTimeoutUs: 400_000 })
  const http = (port: number, of: { tls?: boolean; url?: object } = {}): CheckerConfig => ({
    ...httpCheck(port, [of.url ?? {}], { tls: of.tls ?? false }),
    connection: to(port),
  })
  const smtp = (port: number): CheckerConfig => ({ ...timing, kind: 'smtp', heloName: 'x', connection: to(port) })
  const smtpLate = 'SMTP_CHECK Read timeout from server TARGET'
  const reply = { octets: Buffer.from('a'), mask: Buffer.of(255), minLength: 0, maxLength: 9 }
  const scriptLate = 'Misc check for [{server} VS {service}] by [/bin/sh] timed out{attempt}.'
  return {
    'HTTP_GET, silence': [http(ports.silent), 'Timeout WEB read server {server}.'],
    'HTTP_GET, an octet now and then': [http(ports.dripPage), 'Timeout HTTP read server {server}.'],
    'HTTP_GET, an octet of the head now and then': [http(ports.dripHead), 'Timeout HTTP read server {server}.'],
    'HTTP_GET, a page without end': [http(ports.pourPage), 'Timeout HTTP read server {server}.'],
    'HTTP_GET, a page without end, searched': [
      http(ports.pourPage, { url: { regex } }),
      'Timeout HTTP read server {server}.',
    ],
    'HTTP_GET, a head without end': [http(ports.pourHead), 'Read, no data received from  server {server}.'],
    'SSL_GET, silence in the handshake': [http(ports.silent, { tls: true }), 'Timeout connecting server {server}.'],
    'SSL_GET, an octet of the handshake now and then': [
      http(ports.dripTls, { tls: true }),
      'Timeout connecting server {server}.',
    ],
    'SSL_GET, a broken certificate': [
      http(ports.brokenCertificate, { tls: true }),
      'SSL handshake/communication error connecting to server {server}.',
    ],
    'SMTP_CHECK, silence': [smtp(ports.silent), smtpLate],
    'SMTP_CHECK, an octet now and then': [smtp(ports.dripLine), smtpLate],
    'SMTP_CHECK, a line without end': [smtp(ports.pourLine), smtpLate],
    'DNS_CHECK, silence': [
      { ...timing, kind: 'dns', type: 'A', name: 'x', connection: to(ports.deaf) },
      'DNS_CHECK ({server}) read timeout from socket{attempt}',
    ],
    'UDP_CHECK, silence': [
      { ...timing, kind: 'udp', payload: null, reply, connection: to(ports.deaf) },
      'UDP connection to {server} failed.',
    ],
    'MISC_CHECK, no end': [script('sleeps', 'sleep 1000'), scriptLate],
    'MISC_CHECK, no end and no ear for SIGTERM': [
      script('ignores', "trap '' TERM; while :; do sleep 1; done"),
      scriptLate,
    ],
  }
}

test('what never ends is ended and counts, and delays no other check', async () => {
  const [line] = (await once(peers.stdout, 'data')) as [Buffer]
  const checkers = hostile(JSON.parse(String(line)) as HostilePorts)
  const good = await startPeer({ onRequest: (socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n') })
  const signal = (): AbortSignal => new AbortController().signal
  const order: string[] = []
  const results = await Promise.all(
    Object.entries(checkers).map(async ([name, [checker]]) => {
      const running = runCheck(checker, means, signal())
      const patient = connection(good.port, { connectTimeoutUs: 20_000_000 })
      const others = [tcpCheck(good.port), httpCheck(good.port, [{}])].map((one) => ({ ...one, connection: patient }))
      const seen = await Promise.all(others.map((one) => runCheck(one, means, signal())))
      expect(seen, `beside ${name}`).toMatchObject([{ up: true }, { up: true }])
      order.push(`good beside ${name}`)
      const result = await running
      order.push(name)
      expect(result, name).not.toHaveProperty('undecided')
      return [name, `${result.up} ${result.words.replace(/\[127.0.0.1\]:\d+/, 'TARGET')}`] as const
    }),
  )
  await good.close()
  const wanted = Object.entries(checkers).map(([name, [, words]]) => [name, `false ${words}`] as const)
  expect(Object.fromEntries(results)).toEqual(Object.fromEntries(wanted))
  const slowest = order.indexOf('HTTP_GET, an octet now and then')
  for (const name of Object.keys(checkers)) expect(order.indexOf(`good beside ${name}`)).toBeLessThan(slowest)
  for (const name of ['sleeps', 'ignores']) {
    const pid = readFileSync(join(work, name), 'utf8').trim()
    await until(`${name} is gone`, () => !isAlive(Number(pid)))
  }
})

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
