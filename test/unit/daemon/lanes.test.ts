import { expect, test } from 'vitest'
import { makeLanes } from '../../../src/daemon/lanes.ts'

interface Work {
  readonly lane: string | null
  readonly name: string
  /** waits for `release(name)` */
  readonly slow?: boolean
  readonly fails?: 'throws' | 'rejects'
}

function bench() {
  const done: string[] = []
  const failed: string[] = []
  const pending = new Map<string, () => void>()
  const lanes = makeLanes<Work>({
    laneOf: (work) => work.lane,
    perform: (work) => {
      if (work.fails === 'throws') throw new Error(work.name)
      if (work.fails === 'rejects') return Promise.reject(new Error(work.name))
      if (!work.slow) return void done.push(work.name)
      return new Promise<void>((resolve) => {
        pending.set(work.name, () => {
          done.push(work.name)
          resolve()
        })
      })
    },
    failed: (work) => failed.push(work.name),
  })
  const release = async (name: string): Promise<void> => {
    pending.get(name)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { lanes, done, failed, release }
}

test('an action waits for the one before it in its lane, and only for that', async () => {
  const { lanes, done, release } = bench()
  lanes.perform({ lane: 'A', name: 'add A', slow: true })
  lanes.perform({ lane: 'A', name: 'announce A' })
  lanes.perform({ lane: 'B', name: 'announce B' })
  lanes.perform({ lane: null, name: 'advert' })
  expect(done).toEqual(['announce B', 'advert'])
  await release('add A')
  expect(done).toEqual(['announce B', 'advert', 'add A', 'announce A'])
})

test('what answers at once is done before perform returns', () => {
  const { lanes, done } = bench()
  for (const name of ['1', '2', '3']) lanes.perform({ lane: 'A', name })
  expect(done).toEqual(['1', '2', '3'])
})

test('a failure is reported and the lane goes on', async () => {
  const { lanes, done, failed } = bench()
  lanes.perform({ lane: 'A', name: 'first', fails: 'rejects' })
  lanes.perform({ lane: 'A', name: 'second', fails: 'throws' })
  lanes.perform({ lane: 'A', name: 'third' })
  await lanes.idle()
  expect(failed).toEqual(['first', 'second'])
  expect(done).toEqual(['third'])
})

test('idle waits for every lane', async () => {
  const { lanes, release } = bench()
  let idle = false
  lanes.perform({ lane: 'A', name: 'a', slow: true })
  lanes.perform({ lane: 'B', name: 'b', slow: true })
  void lanes.idle().then(() => (idle = true))
  await release('a')
  expect(idle).toBe(false)
  await release('b')
  expect(idle).toBe(true)
})
