import { expect, test } from 'vitest'
import { loadText, messagesOf, virtualServer } from './load-text.ts'

// As 2.2.7 does: the words of the other hashing scheduler are neither complained of nor heeded.
test.each([
  ['sh', 0x08],
  ['mh', 0x10],
])('%s takes its own flag', (scheduler, bits) => {
  const result = loadText(virtualServer(`lvs_sched ${scheduler}\nmh-port\nsh-fallback\nhashed`))
  expect(messagesOf(result)).toEqual([])
  expect(result.config?.lvs.virtualServers[0]?.schedulerFlags).toBe(bits)
})

test.each(['rr', 'dh'])('%s takes none of them', (scheduler) => {
  const result = loadText(virtualServer(`lvs_sched ${scheduler}\nmh-port\nhashed`))
  expect(messagesOf(result)).toEqual([
    'mh-port only applies to sh scheduler - ignoring',
    'hashed only applies to sh scheduler - ignoring',
  ])
  expect(result.config?.lvs.virtualServers[0]?.schedulerFlags).toBe(0)
})
