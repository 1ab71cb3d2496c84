/** `lvs_timeouts` and `lvs_sync_daemon` with bad words: what 2.2.7 says of each. */
import { expect, test } from 'vitest'
import { loadText, messagesOf } from './load-text.ts'

test.each([
  ['lvs_timeouts tcp', 'lvs_timeouts requires at least one option', 5],
  ['lvs_timeouts tcp 5 udp', 'No value specified for lvs_timeout udp - ignoring', 5],
  ['lvs_timeouts tcp 5 one', 'Unknown option one specified for lvs_timeouts', 5],
  ['lvs_sync_daemon eth0 id', 'No value specified for lvs_sync_daemon id, defaulting to vrid', 5],
  ['lvs_sync_daemon eth0 ttl', 'No value specified for lvs_sync_daemon ttl - ignoring', 5],
  ['lvs_sync_daemon eth0 group', 'No value specified for lvs_sync_daemon group - ignoring', 5],
  ['lvs_sync_daemon eth0 group x', 'Invalid lvs_sync_daemon group (x) - ignoring', 5],
  ['lvs_sync_daemon eth0 a 256', 'Invalid syncid (256) - defaulting to vrid', 5],
  ['lvs_sync_daemon eth0 a 7', 'Please use keyword "id" before lvs_sync_daemon SYNCID', 5],
  ['lvs_sync_daemon abcdefghijklmnop', "lvs_sync_daemon interface name 'abcdefghijklmnop' too long - ignoring", 5],
  [
    'lvs_sync_daemon eth0 inst',
    '*** Configuration line starting `lvs_sync_daemon` is missing a parameter after keyword `inst` at word position 4',
    2,
  ],
])('%s', (line, message, status) => {
  const result = loadText(`global_defs {\n${line}\n}\n`)
  expect(messagesOf(result)).toEqual([message])
  expect(result.exitStatus).toBe(status)
})

test('an unknown word of lvs_timeouts is told, and so is the one behind it; the others count', () => {
  const result = loadText('global_defs {\nlvs_timeouts tcp 5 one 6 udp 8\n}\n')
  expect(messagesOf(result)).toEqual([
    'Unknown option one specified for lvs_timeouts',
    'Unknown option 6 specified for lvs_timeouts',
  ])
  expect(result.config?.global.lvsTimeouts).toEqual({ tcpS: 5, tcpFinS: 0, udpS: 8 })
})

test.each(['checker', 'vrrp', 'bfd'])('a real-time priority of %s below 1 is 1', (process) => {
  const result = loadText(`global_defs {\n${process}_rt_priority -3\n}\n`)
  expect(messagesOf(result)).toContain(
    `${process} process real-time priority -3 less than minimum 1 - setting to minimum`,
  )
  expect(result.exitStatus).toBe(5)
})
