import { setMaxListeners } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { runCheck } from '../../../src/checkers/run-check.ts'
import { readIp } from '../../../src/lib/ip.ts'
import type { Peer } from './peers.ts'
import { means, startPeer, tcpCheck, unusedPort } from './peers.ts'

const never = new AbortController().signal
// Many checks wait on this one signal at once; in the daemon each has its own.
setMaxListeners(0, never)
const peers: Peer[] = []
const start = async (behaviour: Parameters<typeof startPeer>[0]): Promise<Peer> => {
  const peer = await startPeer(behaviour)
  peers.push(peer)
  return peer
}
afterEach(async () => {
  await Promise.all(peers.splice(0).map((peer) => peer.close()))
})

describe('TCP_CHECK', () => {
  test('a server that accepts is up, and nothing is sent to it', async () => {
    const [ended, resolve] = promise<void>()
    const peer = await start({ onConnect: (socket) => socket.once('end', resolve) })
    expect(await runCheck(tcpCheck(peer.port), means, never)).toEqual({
      up: true,
      words: 'TCP connection to {server} success.',
    })
    await ended
    expect(peer.received).toEqual([''])
  })

  test('a server that speaks first is up too', async () => {
    const peer = await start({ onConnect: (socket) => socket.write('220 hello\r\n'.repeat(1000)) })
    expect((await runCheck(tcpCheck(peer.port), means, never)).up).toBe(true)
  })

  test('a server that resets the connection at once has taken it', async () => {
    const peer = await start({ onConnect: (socket) => socket.resetAndDestroy() })
    expect((await runCheck(tcpCheck(peer.port), means, never)).up).toBe(true)
  })

  test('a refusal is a failure', async () => {
    const result = await runCheck(tcpCheck(await unusedPort()), means, never)
    expect(result).toEqual({ up: false, words: 'TCP connection to {server} failed.' })
  })

  test('an abort ends the check without a verdict', async () => {
    const control = new AbortController()
    control.abort()
    expect(await runCheck(tcpCheck(9), means, control.signal)).toMatchObject({ up: false, undecided: true })
  })

  test('a source address and port are used', async () => {
    const [source, resolve] = promise<string>()
    const peer = await start({ onConnect: (socket) => resolve(`${socket.remoteAddress}:${socket.remotePort}`) })
    const bindPort = await unusedPort()
    const check = tcpCheck(peer.port, { bindAddress: readIp('127.0.0.7'), bindPort })
    expect((await runCheck(check, means, never)).up).toBe(true)
    expect(await source).toBe(`127.0.0.7:${bindPort}`)
  })

  test('a source address of someone else leaves the server as it is', async () => {
    const peer = await start({})
    const result = await runCheck(tcpCheck(peer.port, { bindAddress: readIp('192.0.2.1') }), means, never)
    expect(result).toEqual({
      up: false,
      undecided: true,
      words: 'TCP socket bind failed. Rescheduling.',
      remarks: ["Checker can't bind to address 192.0.2.1 port 0: Cannot assign requested address"],
    })
  })

  test('a device that does not exist leaves the server as it is', async () => {
    const peer = await start({})
    const result = await runCheck(tcpCheck(peer.port, { bindInterface: 'nosuch' }), means, never)
    expect(result).toMatchObject({
      undecided: true,
      words: 'TCP socket bind failed. Rescheduling.',
    })
    expect(result.remarks?.[0]).toMatch(
      /^Checker can't bind to device nosuch: (No such device|Operation not permitted)$/,
    )
  })

  test('descriptors do not leak', async () => {
    const peer = await start({})
    const refused = await unusedPort()
    const runs = Array.from({ length: 20 }, () => [tcpCheck(peer.port), tcpCheck(refused)]).flat()
    await Promise.all(runs.map((check) => runCheck(check, means, never)))
    await peer.close()
    const sockets = (): number => readdirSync('/proc/self/fd').filter((fd) => linkOf(fd).startsWith('socket:')).length
    await settled(() => sockets() < 20)
    expect(sockets()).toBeLessThan(20)
  })
})

function promise<T>(): [Promise<T>, (value: T) => void] {
  let settle: (value: T) => void = () => {}
  return [new Promise<T>((resolve) => (settle = resolve)), (value) => settle(value)]
}

function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    // the descriptor of the listing itself
    return ''
  }
}

/** Turns of the event loop until `condition` holds, at most two hundred. */
async function settled(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
}
