import { spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { readIp } from '../../../src/lib/ip.ts'
import { AF_INET, libc, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_STREAM } from '../../../src/linux/libc.ts'
import { inetSocketAddress } from '../../../src/linux/socket-address.ts'
import { beginConnect, type ConnectEnd } from '../../../src/linux/tcp-connects.ts'

const localhost = readIp('127.0.0.1')!
const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

function newSocket(): number {
  const fd = libc('socket', AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)
  closers.push(() => closeSync(fd))
  return fd
}

async function listen(): Promise<number> {
  const server = net.createServer((socket) => socket.destroy())
  closers.push(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as net.AddressInfo).port
}

/** A process that takes two connections into its queue, and then sleeps. */
async function listenWithoutAccepting(): Promise<number> {
  const program = `
    const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:fs').writeSync(1, String(server.address().port))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  closers.push(() => child.kill('SIGKILL'))
  return Number(await new Promise((resolve) => child.stdout.once('data', resolve)))
}

function connect(port: number, timeoutUs = 5_000_000): Promise<ConnectEnd> {
  return new Promise((resolve, reject) => {
    const begun = beginConnect(newSocket(), inetSocketAddress(localhost, port), timeoutUs, resolve)
    if (begun.errno !== null) reject(new Error(begun.errno))
  })
}

test('hundreds at once: each hears its own end', async () => {
  const open = await listen()
  const closed = await listen()
  closers.pop()?.()
  const ends = await Promise.all(Array.from({ length: 300 }, (_, i) => connect(i % 3 === 0 ? closed : open)))
  const wanted = Array.from({ length: 300 }, (_, i) =>
    i % 3 === 0 ? { kind: 'failed', errno: 'ECONNREFUSED' } : { kind: 'connected' },
  )
  expect(ends).toEqual(wanted)
})

test('a server whose queue is full answers nothing: the time runs out, while others are heard', async () => {
  const port = await listenWithoutAccepting()
  await Promise.all([connect(port), connect(port)])
  const silent = connect(port, 200_000)
  expect(await connect(await listen())).toEqual({ kind: 'connected' })
  expect(await silent).toEqual({ kind: 'timeout' })
})

test('what connect(2) itself refuses is told at once', () => {
  const begun = beginConnect(newSocket(), inetSocketAddress(readIp('255.255.255.255')!, 80), 1_000_000, () => {
    throw new Error('it is never called')
  })
  expect(begun.errno).toMatch(/^(ENETUNREACH|EACCES)$/)
})

test('what was forgotten is not told, also by another that ends in the same moment', async () => {
  const port = await listen()
  const ends: string[] = []
  const address = inetSocketAddress(localhost, port)
  const forgets: (() => void)[] = []
  const begin = (name: string, ended: () => void): void => {
    const begun = beginConnect(newSocket(), address, 5_000_000, () => {
      ends.push(name)
      ended()
    })
    if (begun.errno === null) forgets.push(begun.forget)
  }
  await new Promise<void>((resolve) => {
    begin('first', () => forgets[1]?.())
    begin('second', () => undefined)
    begin('third', () => undefined)
    forgets[2]?.()
    begin('fourth', resolve)
  })
  expect(ends).toEqual(['first', 'fourth'])
})
