/** A flood of packets that are not for us, or not right: nobody takes over, no advert is missed, and nothing grows. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Capture, vrrpOf } from '../lab/capture.ts'
import { Daemon, sleep, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type Host } from '../lab/lan.ts'
import { instanceText } from '../lab/pair.ts'

const why = whyNoNamespaces()
const sender = fileURLToPath(new URL('flood-sender.ts', import.meta.url))
const FRAMES = 30_000

interface Sent {
  readonly foreign: number
  readonly ttl: number
  readonly random: number
  readonly refused: number
}

describe.skipIf(why !== null)(`a flood${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  const host = (name: string): Host => (lan as Lan).host(name)

  beforeAll(() => {
    const nic = (last: number) => [{ name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`] }]
    lan = new Lan('flood', [
      { name: 'a', nics: nic(1) },
      { name: 'b', nics: nic(2) },
      { name: 'f', nics: nic(9) },
    ])
  })
  afterAll(() => lan?.close())

  test('of 20,000 packets a second: states, counters, log and memory', async () => {
    const { a, b, capture, close } = await masterAndBackup()
    try {
      const lines = [a, b].map((daemon) => daemon.lines.length)
      // A few are counted one by one.
      const few = await flood(host('f'), 150, 3)
      for (const daemon of [a, b]) expect(await ttlErrors(daemon)).toBe(few.ttl)
      // What the first one makes grow (buffers, compiled code) is no leak.
      const grown = await flood(host('f'), FRAMES, 1)
      const before = [a, b].map(residentKb)
      const first = capture.frames.length
      const sent = await flood(host('f'), FRAMES, 2)
      const after = [a, b].map(residentKb)
      expect(sent.foreign + sent.ttl + sent.random).toBe(FRAMES)

      // The identification counts up from advert to advert, so that a hole would show one that never left.
      await until('adverts go on', () => capture.frames.length > first + 1)
      const numbers = capture.frames
        .filter((frame) => vrrpOf(frame) !== null)
        .map(({ bytes }) => bytes.readUInt16BE(18))
      expect(numbers.slice(1).map((number, i) => number - (numbers[i] ?? 0))).toEqual(numbers.slice(1).map(() => 1))
      expect(a.lines.filter((line) => line.includes('MASTER STATE'))).toHaveLength(1)
      expect(b.lines.filter((line) => line.includes('MASTER STATE'))).toEqual([])

      for (const [i, daemon] of [a, b].entries()) {
        // They wait in a socket of their own, where they are counted and crowd out no advert.
        expect(await ttlErrors(daemon)).toBe(few.ttl + grown.ttl + sent.ttl)
        // Twenty lines in ten seconds for each instance.
        const windows = Math.ceil(process.uptime() / 10) + 1
        const caused = daemon.lines.slice(lines[i]).filter((line) => /^\(VI_1\)/.test(line))
        expect(caused.length).toBeLessThanOrEqual(20 * windows)
        expect(caused.length).toBeLessThan(1_000)
        expect((after[i] ?? 0) - (before[i] ?? 0)).toBeLessThan(16 << 10)
      }
    } finally {
      close()
    }
  })

  test('a backup that was held up reads all that waits before it takes over', async () => {
    const { b, capture, close } = await masterAndBackup()
    try {
      const first = capture.frames.length
      await until('an advert', () => capture.frames.length > first)
      b.signal('SIGSTOP', 'vrrp')
      // More than is read in a turn of the loop, before the adverts. Late by less than an interval: no grace is given for that.
      await flood(host('f'), 150, 4, 'checksum')
      await until('its time is over', () => capture.frames.length > first + 4)
      b.signal('SIGCONT', 'vrrp')
      await until('adverts go on', () => capture.frames.length > first + 6)
      expect(b.lines.filter((line) => /MASTER STATE|held up/.test(line))).toEqual([])
    } finally {
      close()
    }
  })

  async function masterAndBackup() {
    const capture = await Capture.start(host('b'), 'eth0', 'src host 10.9.0.1 and proto 112')
    const a = Daemon.start('tskeepalived', host('a'), instanceText({ priority: 150 }))
    const daemons = [a]
    const close = (): void => {
      capture.stop()
      for (const daemon of daemons) daemon.close()
    }
    try {
      // One after the other: their timers differ by less than two processes that start at once.
      await a.waitForLine(/Entering MASTER STATE/)
      const b = Daemon.start('tskeepalived', host('b'), instanceText({ priority: 100 }))
      daemons.push(b)
      await b.waitForLine(/Entering BACKUP STATE/)
      const heard = capture.frames.length
      await until('the backup hears the master', () => capture.frames.length > heard + 1)
      return { a, b, capture, close }
    } catch (error) {
      close()
      throw error
    }
  }
})

async function flood(from: Host, frames: number, seed: number, kind = 'mixed'): Promise<Sent> {
  const child = from.spawn(process.execPath, [
    '--import',
    import.meta.resolve('tsx'),
    sender,
    'eth0',
    String(frames),
    String(seed),
    kind,
  ])
  let said = ''
  let errors = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  await until('the flood is over', () => said.includes('}') || child.exitCode !== null, 120_000)
  if (!said.includes('}')) throw new Error(errors)
  await sleep(200)
  return JSON.parse(said) as Sent
}

function residentKb(daemon: Daemon): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${daemon.pid('vrrp')}/status`, 'utf8'))?.[1] ?? 0)
}

async function ttlErrors(daemon: Daemon): Promise<number> {
  const file = join(daemon.directory, 'keepalived.stats')
  rmSync(file, { force: true })
  daemon.signal('SIGUSR2')
  const read = (): number => Number(existsSync(file) ? /TTL: (\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : NaN)
  await until('the statistics are written', () => !Number.isNaN(read()))
  return read()
}
