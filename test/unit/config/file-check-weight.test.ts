import { expect, test } from 'vitest'
import { loadText, messagesOf, virtualServer } from './load-text.ts'

// As 2.2.7 says it, and with its exit status.
test.each(['no-such-value', '2147483648', '5x', 'reverse'])('FILE_CHECK: the weight %s is told', (weight) => {
  const check = `FILE_CHECK {\n track_file f\n weight ${weight}\n}`
  const result = loadText(`track_file f {\n file /f\n weight 3\n}\n${virtualServer('', check)}`)
  const told = 'weight for track file must be in [-2147483647..2147483647] inclusive. Ignoring...'
  expect(messagesOf(result)).toEqual([told])
  expect(result.exitStatus).toBe(5)
  expect(result.config?.lvs.virtualServers[0]?.realServers[0]?.fileChecks?.[0]?.weight).toBe(3)
})
