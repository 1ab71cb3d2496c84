import { spawn } from 'node:child_process'
import dgram from 'node:dgram'
import { expect, test } from 'vitest'
import { afterPatience } from '../../../src/linux/patient-timer.ts'
import { runCommand } from '../../../src/linux/spawn.ts'

/** As a process without processor: nothing is looked at meanwhile. */
function stall(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

test('what came in time is heard before the end of the time', async () => {
  const socket = dgram.createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const heard = await new Promise<string>((resolve) => {
    const takeBack = afterPatience(20, () => resolve('end'))
    socket.on('message', () => {
      takeBack()
      resolve('message')
    })
    const { port } = socket.address()
    const sender = `require('dgram').createSocket('udp4').send('x', ${port}, '127.0.0.1', () => process.exit())`
    spawn(process.execPath, ['-e', sender], { stdio: 'ignore' })
    stall(2_000)
  })
  socket.close()
  expect(heard).toBe('message')
})

test('it ends, unless it is taken back', async () => {
  const ends: string[] = []
  afterPatience(5, () => ends.push('first'))
  const takeBack = afterPatience(5, () => ends.push('second'))
  takeBack()
  await new Promise<void>((resolve) => afterPatience(30, resolve))
  expect(ends).toEqual(['first'])
})

test('a command that has ended in time has not timed out, however late that is noticed', async () => {
  const running = runCommand({ argv: ['/bin/true'], uid: null, gid: null, timeoutMs: 200 })
  stall(1_500)
  expect(await running).toEqual({ kind: 'exit', status: 0 })
})
