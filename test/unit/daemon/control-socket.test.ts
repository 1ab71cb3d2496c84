import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openControlSocket, type ControlLimits, type ControlSocket } from '../../../src/daemon/control-socket.ts'

let folder = ''
let path = ''
let logged: string[] = []
let socket: ControlSocket | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tsk-control-'))
  path = join(folder, 'keepalived.sock')
  logged = []
})
afterEach(() => {
  socket?.close()
  rmSync(folder, { recursive: true })
})

/** larger than what the kernel holds for a reader who does not read */
const much = Buffer.alloc(8 << 20, 'x')

function open(limits: Partial<ControlLimits> = {}): void {
  const answer = (question: string): Promise<Buffer> | null => {
    if (question === 'much') return Promise.resolve(much)
    if (question === 'fail') return Promise.reject(new Error('no luck'))
    return question === 'hello' ? Promise.resolve(Buffer.from('{"good":true}\n')) : null
  }
  socket = openControlSocket({ path, answer, log: (_, text) => logged.push(text), limits })
}

function client(): Socket {
  const one = connect(path)
  one.on('error', () => undefined)
  return one
}

/** What comes until the server ends the connection. */
function answerTo(text: string): Promise<string> {
  return new Promise((resolve) => {
    let read = ''
    const one = client()
    one.on('data', (chunk) => (read += chunk.toString()))
    one.on('close', () => resolve(read))
    if (text !== '') one.write(text)
  })
}

test('answers one question and ends; only its owner may ask', async () => {
  open()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(await answerTo('hello\n')).toBe('{"good":true}\n')
  expect(await answerTo('what\n')).toBe('{"error":"unknown question"}\n')
  expect(await answerTo('fail\n')).toBe('{"error":"Error: no luck"}\n')
  expect(await answerTo('much\n')).toHaveLength(much.length)
})

test('a client that has said all it has to say still gets its answer', async () => {
  open()
  const one = client()
  let read = ''
  one.on('data', (chunk) => (read += chunk.toString()))
  one.end('hello\n')
  await expect.poll(() => read).toBe('{"good":true}\n')
})

describe('a client that wants to hold us up is dropped', () => {
  test('it says nothing', async () => {
    open({ questionMs: 50 })
    expect(await answerTo('')).toBe('')
    expect(await answerTo('hel')).toBe('')
  })

  test('it asks without end', async () => {
    open({ questionMs: 60_000 })
    expect(await answerTo('x'.repeat(1_000))).toBe('')
  })

  test('it does not read its answer', async () => {
    open({ answerMs: 100 })
    const one = client()
    one.pause()
    one.write('much\n')
    const closed = new Promise((resolve) => one.on('close', resolve))
    await new Promise((resolve) => setTimeout(resolve, 400))
    one.resume()
    await closed
    expect(one.bytesRead).toBeLessThan(much.length)
  })

  test('it brings too many friends; when they have gone there is room again', async () => {
    open({ connections: 2, questionMs: 60_000 })
    const friends = [client(), client()]
    await Promise.all(friends.map((friend) => new Promise((resolve) => friend.on('connect', resolve))))
    expect(await answerTo('hello\n')).toBe('')
    for (const friend of friends) friend.destroy()
    await expect.poll(() => answerTo('hello\n')).toBe('{"good":true}\n')
  })
})

test('the socket of a daemon that was killed is replaced, anything else is left alone', async () => {
  open()
  const first = socket
  open()
  expect(await answerTo('hello\n')).toBe('{"good":true}\n')
  first?.close()
  socket?.close()
  rmSync(path, { force: true })
  writeFileSync(path, 'precious')
  open()
  expect(logged).toEqual([`Unable to open control socket ${path}: there is something that is no socket`])
  expect(existsSync(path)).toBe(true)
})
