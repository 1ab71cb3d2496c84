/** How a status comes together: parts from the children, shared by all who ask, whatever a child does. */
import { expect, test } from 'vitest'
import type { ToParent } from '../../../src/daemon/messages.ts'
import { answerStatus, type StatusItem } from '../../../src/daemon/status-answer.ts'
import { makeStatusCollector, type StatusHead } from '../../../src/daemon/status-collector.ts'
import type { EngineName } from '../../../src/lifecycle/state.ts'

const head = (): StatusHead => ({ layout: 1 }) as StatusHead
const parse = (text: Buffer): Record<string, unknown> => JSON.parse(text.toString()) as Record<string, unknown>

function setUp(children: readonly EngineName[], options: { patienceMs?: number; maxLength?: number } = {}) {
  const asked: number[] = []
  const collector = makeStatusCollector({
    head,
    ask: (id) => {
      asked.push(id)
      return children
    },
    ...options,
  })
  const part = (child: EngineName, section: 'instances' | 'virtualServers', text: string): void =>
    collector.receive(child, { kind: 'status-part', id: asked.at(-1) ?? 0, section, text })
  const end = (child: EngineName): void => collector.receive(child, { kind: 'status-end', id: asked.at(-1) ?? 0 })
  return { asked, collector, part, end }
}

test('the parts of both children', async () => {
  const { collector, part, end } = setUp(['vrrp', 'checker'])
  const status = collector.collect()
  part('vrrp', 'instances', '{"name":"a"},{"name":"b"}')
  part('checker', 'virtualServers', '1')
  part('vrrp', 'instances', '{"name":"c"}')
  end('vrrp')
  part('checker', 'virtualServers', '2')
  end('checker')
  expect(parse(await status)).toEqual({
    layout: 1,
    vrrp: { instances: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], syncGroups: [] },
    lvs: { virtualServers: [1, 2] },
  })
})

test('without children there is an answer at once', async () => {
  expect(parse(await setUp([]).collector.collect())).toEqual({ layout: 1, vrrp: null, lvs: null })
})

test('a hundred who ask at once cost two collections', async () => {
  const { asked, collector, end } = setUp(['vrrp'])
  const all = Array.from({ length: 100 }, () => collector.collect())
  end('vrrp')
  await all[0]
  await expect.poll(() => asked.length).toBe(2)
  end('vrrp')
  expect(new Set((await Promise.all(all)).slice(1)).size).toBe(1)
  expect(asked.length).toBe(2)
})

test('a child that is silent, dies or talks too much spoils only its own part', async () => {
  const silent = setUp(['vrrp', 'checker'], { patienceMs: 50 })
  const first = silent.collector.collect()
  silent.end('checker')
  const late = parse(await first)
  expect(late).toMatchObject({ vrrp: { error: 'it did not answer within 0.05 seconds' }, lvs: { virtualServers: [] } })

  const dying = setUp(['vrrp'])
  const second = dying.collector.collect()
  dying.part('vrrp', 'instances', '1')
  dying.collector.childGone('vrrp')
  expect(parse(await second)).toMatchObject({ vrrp: { error: 'it ended while it was asked' } })

  const loud = setUp(['vrrp'], { maxLength: 1_000 })
  const third = loud.collector.collect()
  for (let i = 0; i < 1_001; i++) loud.part('vrrp', 'instances', '1')
  expect(parse(await third)).toMatchObject({ vrrp: { error: 'it has more than 1000 characters to say' } })
})

test('words that come after their time belong to nobody', async () => {
  const { collector, asked, end } = setUp(['vrrp'], { patienceMs: 50 })
  await collector.collect()
  const next = collector.collect()
  collector.receive('vrrp', { kind: 'status-part', id: (asked.at(-1) ?? 0) - 1, section: 'instances', text: '"old"' })
  end('vrrp')
  expect(parse(await next)).toMatchObject({ vrrp: { instances: [] } })
})

test('a child with much to say lets its loop turn between the parts, and waits for each to leave', async () => {
  function* items(): Generator<StatusItem> {
    for (let i = 0; i < 20_000; i++) yield { section: 'virtualServers', item: { i, text: 'x'.repeat(200) } }
  }
  const messages: ToParent[] = []
  let turns = 0
  let unsent = 0
  const count = setInterval(() => (turns += 1), 0)
  await new Promise<void>((resolve) => {
    answerStatus(7, items(), (message, sent) => {
      messages.push(message)
      expect(++unsent).toBe(1)
      if (message.kind === 'status-end') return resolve()
      setImmediate(() => {
        unsent -= 1
        sent()
      })
    })
  })
  clearInterval(count)
  const texts = messages.flatMap((message) => (message.kind === 'status-part' ? [message.text] : []))
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(100_000)
  expect((JSON.parse(`[${texts.join(',')}]`) as { i: number }[]).map(({ i }) => i)).toEqual([...Array(20_000).keys()])
  expect(turns).toBeGreaterThan(10)
})
