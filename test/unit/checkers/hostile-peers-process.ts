/** Servers that never come to an end, in a process of their own; it tells their ports by name, as one JSON line. */
import dgram from 'node:dgram'
import net from 'node:net'
import tls from 'node:tls'
import { makeCertificate } from './peers.ts'

async function serve(onConnect: (socket: net.Socket) => void): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.resume()
    onConnect(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as net.AddressInfo).port
}

/** An octet now and then, for ever. */
const drip = (first: string) => (socket: net.Socket) => {
  socket.write(first, 'latin1')
  const timer = setInterval(() => socket.write('x'), 30)
  socket.once('close', () => clearInterval(timer))
}

/** As much as is taken, for ever. */
const pour = (first: string) => (socket: net.Socket) => {
  const part = Buffer.alloc(65_536, 'y')
  socket.write(first)
  const more = (): void => {
    for (let room = true; room && !socket.destroyed;) room = socket.write(part)
  }
  socket.on('drain', more)
  more()
}

/** A TLS server behind a relay that changes one octet of each certificate. */
async function brokenCertificate(): Promise<number> {
  const { key, cert } = makeCertificate()
  const server = tls.createServer({ key, cert, maxVersion: 'TLSv1.2' })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const behind = (server.address() as net.AddressInfo).port
  const der = Buffer.from(cert.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  return serve((socket) => {
    const to = net.connect(behind, '127.0.0.1')
    to.on('error', () => {})
    socket.on('data', (chunk) => to.write(chunk))
    socket.on('close', () => to.destroy())
    to.on('data', (chunk: Buffer) => {
      const at = chunk.indexOf(der.subarray(0, 16))
      if (at >= 0) chunk[at] = 0xff
      socket.write(chunk)
    })
  })
}

const HEAD = 'HTTP/1.0 200 OK\r\n\r\n'
const deaf = dgram.createSocket('udp4')
await new Promise<void>((resolve) => deaf.bind(0, '127.0.0.1', resolve))
const ports = {
  silent: await serve(() => {}),
  deaf: deaf.address().port,
  dripPage: await serve(drip(HEAD)),
  dripHead: await serve(drip('HTTP')),
  dripTls: await serve(drip('\x16\x03\x03\x40\x00')),
  dripLine: await serve(drip('220 ')),
  pourPage: await serve(pour(HEAD)),
  pourHead: await serve(pour('HTTP/1.0 200 OK\r\nX: ')),
  pourLine: await serve(pour('220 ')),
  brokenCertificate: await brokenCertificate(),
}
export type HostilePorts = typeof ports
process.stdout.write(`${JSON.stringify(ports)}\n`)
