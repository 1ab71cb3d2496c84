/** Servers for the checker tests: each on a free port of 127.0.0.1, each with one way to behave. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import type { CheckMeans } from '../../../src/checkers/run-check.ts'
import { readIp } from '../../../src/lib/ip.ts'
import type { ConnectionConfig, HttpCheckConfig, HttpUrlConfig, TcpCheckConfig } from '../../../src/config/config.ts'
import { runCommand } from '../../../src/linux/spawn.ts'

/** As the checker process has them, but for the process that starts scripts. */
export const means: CheckMeans = { ssl: null, runCommand }

export interface Peer {
  readonly port: number
  /** what each connection sent, and how it ended, in the order of connecting */
  readonly received: string[]
  readonly close: () => Promise<void>
}

type Behaviour = (socket: net.Socket, request: string) => void

/** `onRequest` is called when an empty line has come; `onConnect` at once. */
export async function startPeer(behaviour: { onRequest?: Behaviour; onConnect?: Behaviour }): Promise<Peer> {
  return listen(net.createServer({ allowHalfOpen: true }), 'connection', behaviour)
}

export async function startTlsPeer(
  behaviour: { onRequest?: Behaviour },
  onServerName: (name: string) => void = () => {},
): Promise<Peer> {
  const { key, cert } = makeCertificate()
  const server = tls.createServer({
    key,
    cert,
    SNICallback: (name, done) => {
      onServerName(name)
      done(null)
    },
  })
  return listen(server, 'secureConnection', behaviour)
}

async function listen(
  server: net.Server,
  event: string,
  behaviour: { onRequest?: Behaviour; onConnect?: Behaviour },
): Promise<Peer> {
  const received: string[] = []
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', () => {})
  server.on(event, (socket: net.Socket) => {
    const index = received.push('') - 1
    let answered = false
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received[index] += chunk.toString('latin1')
      if (answered || !received[index]!.includes('\r\n\r\n')) return
      answered = true
      behaviour.onRequest?.(socket, received[index]!)
    })
    behaviour.onConnect?.(socket, '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return { port: (server.address() as net.AddressInfo).port, received, close }
}

/** A port of loopback where nobody listens. */
export async function unusedPort(): Promise<number> {
  const peer = await startPeer({})
  await peer.close()
  return peer.port
}

let certificate: { readonly key: string; readonly cert: string } | null = null

/** Made once per run by openssl(1), so that no private key lives in the repository. */
export function makeCertificate(): { readonly key: string; readonly cert: string } {
  if (certificate !== null) return certificate
  const folder = mkdtempSync(join(tmpdir(), 'tsk-certificate-'))
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30']
  execFileSync('openssl', [...request, '-subj', '/CN=test', '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' })
  certificate = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') }
  rmSync(folder, { recursive: true })
  return certificate
}

export function connection(port: number, more: Partial<ConnectionConfig> = {}): ConnectionConfig {
  return {
    address: readIp('127.0.0.1')!,
    port,
    bindAddress: null,
    bindPort: 0,
    bindInterface: null,
    fwmark: 0,
    connectTimeoutUs: 300_000,
    ...more,
  }
}

export const timing = {
  id: 'c1',
  delayLoopUs: 1_000_000,
  retry: 0,
  delayBeforeRetryUs: 0,
  warmupUs: 0,
  alpha: false,
  logAllFailures: false,
}

export function tcpCheck(port: number, more: Partial<ConnectionConfig> = {}): TcpCheckConfig {
  return { ...timing, kind: 'tcp', connection: connection(port, more) }
}

export function httpCheck(
  port: number,
  urls: readonly Partial<HttpUrlConfig>[],
  more: Partial<HttpCheckConfig> = {},
): HttpCheckConfig {
  const url = { path: '/', digest: null, statusCodes: [], virtualHost: null, tlsCompliant: false, regex: null }
  return {
    ...timing,
    kind: 'http',
    connection: connection(port),
    tls: false,
    enableSni: false,
    sniName: null,
    fastRecovery: false,
    protocol: '1.0',
    virtualHost: null,
    urls: urls.map((given) => ({ ...url, ...given })),
    ...more,
  }
}
