/** Words about what is tracked that exclude or replace each other. */
import { expect, test } from 'vitest'
import { instance, loadText, messagesOf } from './load-text.ts'

test('a group with an owner has no weights', () => {
  const group = 'vrrp_sync_group g {\n group {\n a\n }\n track_interface {\n eth1 weight 7 reverse\n }\n}\n'
  const loaded = loadText(instance('priority 255') + group, { interfaceExists: () => true })
  expect(loaded.config?.vrrp.syncGroups[0]?.trackInterfaces).toEqual([{ interface: 'eth1', weight: 0, reverse: true }])
  expect(messagesOf(loaded)).toContain(
    "(g) Cannot have weighted track interface 'eth1' with member having priority 255 - clearing weight",
  )
})

test.each([
  ['quorum_max 5\nquorum 7', { quorum: 1, quorumMax: 5 }, 'Quorum is greater than quorum_max - ignoring'],
  ['quorum 7\nquorum_max 5', { quorum: 7 }, 'quorum_max is less than quorum - ignoring'],
  ['delay 3\nfork_delay 4', { forkDelayUs: 4_000_000, terminateDelayUs: 3_000_000 }, null],
  ['fork_delay 4\ndelay 3', { forkDelayUs: 3_000_000, terminateDelayUs: 3_000_000 }, null],
])('of two words of a track process the last one counts: %j', (lines, expected, message) => {
  const loaded = loadText(`vrrp_track_process p {\n process named\n${lines}\n}\n${instance('')}`)
  expect(loaded.config?.vrrp.processes[0]).toMatchObject(expected)
  expect(messagesOf(loaded)).toEqual(message === null ? [] : [message])
})

test('an interface that is not watched is needed all the same where a rule names it', () => {
  const needed = (lines: string) =>
    loadText(instance(`dont_track_primary\n${lines}`)).config?.vrrp.instances[0]?.neededInterfaces
  const rule = 'virtual_rules {\n from 192.0.2.0/24 iif eth0 table 3 priority 9\n}'
  expect(needed('')).toEqual([])
  expect(needed(rule)).toEqual(['eth0'])
  expect(needed(rule.replace('priority', 'no_track priority'))).toEqual([])
})

test.each([
  ['', 'on', true],
  ['notify_priority_changes off', 'on', false],
  ['notify_priority_changes', 'off', true],
])('notify_priority_changes: %j of a member counts before %j of its group', (own, group, expected) => {
  const text = `${instance(own)}vrrp_sync_group g {\n group {\n a\n }\n notify_priority_changes ${group}\n}\n`
  expect(loadText(text).config?.vrrp.instances[0]?.notifyPriorityChanges).toBe(expected)
})

test.each([
  ['', []],
  ['sync_group_tracking_weight', [{ interface: 'eth1', weight: 10, reverse: false }]],
])('a weight beside that of its group, with %j there, stays where groups may have weights', (words, kept) => {
  const track = (weight: number): string => `track_interface {\neth1 weight ${weight}\n}`
  const instance = `vrrp_instance a {\ninterface eth0\nvirtual_router_id 1\nvirtual_ipaddress {\n10.0.0.1\n}\n${track(10)}\n}\n`
  const { config } = loadText(`${instance}vrrp_sync_group g {\ngroup {\na\n}\n${track(5)}\n${words}\n}\n`)
  expect(config?.vrrp.instances[0]?.trackInterfaces).toEqual(kept)
})
