import {
  appendFileSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeFileWatch, type FileWatch } from '../../../src/linux/file-watch.ts'
import { decodeInotify } from '../../../src/linux/inotify.ts'

let root = ''
let directory = ''
let values: number[] = []
let lines: string[] = []
let watch: FileWatch

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tsk-file-watch-'))
  directory = join(root, 'd')
  mkdirSync(directory)
  values = []
  lines = []
  watch = makeFileWatch(
    (_name, value) => void values.push(value),
    (_level, text) => void lines.push(text),
  )
})
afterEach(() => {
  watch.close()
  rmSync(root, { recursive: true, force: true })
})

const file = (): string => join(directory, 'f')
const follow = (): Readonly<Record<string, number>> => watch.configure([{ name: 'f', path: file() }])
const seen = (expected: readonly number[]): Promise<void> =>
  expect.poll(() => values, { timeout: 20_000, interval: 10 }).toEqual(expected)

describe('a watched file', () => {
  test('its number is there at once, and every change of it comes', async () => {
    writeFileSync(file(), '3\n')
    expect(follow()).toEqual({ f: 3 })
    writeFileSync(file(), '4\n')
    await seen([4])
    writeFileSync(join(directory, 'other'), '9\n')
    renameSync(join(directory, 'other'), file())
    await seen([4, 9])
    rmSync(file())
    await seen([4, 9, 0])
    writeFileSync(file(), '-2\n')
    await seen([4, 9, 0, -2])
  })
  test('nothing is read before the writer is done', async () => {
    writeFileSync(file(), '1')
    follow()
    const descriptor = openSync(file(), 'w')
    writeSync(descriptor, '2')
    // Told of later than the write, so that the write would have been told of by now.
    writeFileSync(join(directory, 'g'), '7')
    watch.configure([
      { name: 'f', path: file() },
      { name: 'g', path: join(directory, 'g') },
    ])
    appendFileSync(join(directory, 'g'), '0')
    await seen([70])
    writeSync(descriptor, '5')
    closeSync(descriptor)
    await seen([70, 25])
  })
  test('a directory that goes and comes back is followed', async () => {
    writeFileSync(file(), '3\n')
    follow()
    rmSync(directory, { recursive: true })
    await seen([0])
    expect(lines).toEqual(['Track file directory for f does not exist - looking every second'])
    mkdirSync(directory)
    writeFileSync(file(), '5\n')
    await seen([0, 5])
    writeFileSync(file(), '6\n')
    await seen([0, 5, 6])
  })
  test('a number out of range changes nothing', async () => {
    writeFileSync(file(), '3\n')
    follow()
    writeFileSync(file(), '99999999999\n')
    await expect.poll(() => lines).toEqual([`Invalid number 99999999999 read from ${file()} - ignoring`])
    expect(values).toEqual([])
  })
})

test('an overrun of the queue and the end of a watch are told apart from files', () => {
  const event = (watchNumber: number, mask: number, name: string): number[] => {
    const header = new DataView(new ArrayBuffer(16))
    const padded = name === '' ? 0 : 16
    header.setInt32(0, watchNumber, true)
    header.setUint32(4, mask, true)
    header.setUint32(12, padded, true)
    const octets = [...new TextEncoder().encode(name)]
    return [...new Uint8Array(header.buffer), ...octets, ...new Array<number>(padded - octets.length).fill(0)]
  }
  const bytes = Uint8Array.from([...event(1, 0x8, 'abc'), ...event(-1, 0x4000, ''), ...event(1, 0x8000, '')])
  expect(decodeInotify(bytes)).toEqual([
    { kind: 'file', watch: 1, name: 'abc' },
    { kind: 'lost' },
    { kind: 'directory', watch: 1 },
  ])
  expect(decodeInotify(bytes.subarray(0, 40))).toHaveLength(1)
})
