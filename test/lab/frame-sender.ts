/**
 * Sends frames that a test has made up: `frame-sender.mjs INTERFACE ROUND...`, a round being frames in hexadecimal with commas
 * between them; the next round on each SIGUSR2.
 */
import { readFileSync } from 'node:fs'
import { openPacketSocket } from '../../src/linux/packet-socket.ts'

const [nic, ...rounds] = process.argv.slice(2)
const socket = openPacketSocket()
const index = Number(readFileSync(`/sys/class/net/${nic}/ifindex`, 'latin1'))
process.on('SIGUSR2', () => {
  for (const frame of (rounds.shift() ?? '').split(',').filter(Boolean)) {
    const refused = socket.sendFrame(index, Buffer.from(frame, 'hex'))
    if (refused !== null) throw refused
  }
})
setInterval(() => undefined, 1_000)
console.log('ready')
