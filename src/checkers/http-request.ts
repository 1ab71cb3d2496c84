/**
 * The request of HTTP_GET, SSL_GET and genhash, octet for octet the original's: servers filter on its User-Agent, and a
 * digest taken with one version of HTTP may not match the answer to another.
 *
 * Node's own client is not used: it adds headers, orders them its own way, and cannot speak HTTP/1.0.
 */
import type { HttpCheckConfig } from '../config/config.ts'
import type { IpAddress } from '../lib/ip.ts'
import { writeIp } from '../lib/ip.ts'

export interface HttpRequest {
  readonly path: string
  readonly protocol: HttpCheckConfig['protocol']
  readonly address: IpAddress
  readonly port: number
  readonly virtualHost: string | null
}

export function writeRequest(request: HttpRequest): string {
  const version = request.protocol === '1.1' ? '1.1' : '1.0'
  const close = request.protocol === '1.0' ? '' : 'Connection: close\r\n'
  return (
    `GET ${request.path} HTTP/${version}\r\n` +
    'User-Agent: KeepAliveClient\r\n' +
    close +
    `Host: ${request.virtualHost ?? hostAndPort(request)}\r\n\r\n`
  )
}

/** compat: the port is written even when it is the usual one; a virtual host is written as given. */
function hostAndPort(request: HttpRequest): string {
  const address = writeIp(request.address)
  return request.address.family === 6 ? `[${address}]:${request.port}` : `${address}:${request.port}`
}
