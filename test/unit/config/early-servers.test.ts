/** A mere test forgets each virtual server as soon as it is read, and complains of the same things all the same. */
import { expect, test } from 'vitest'
import { checkConfig, loadConfig } from '../../../src/config/load.ts'
import type { Diagnostic } from '../../../src/config/diagnostic.ts'
import { environmentOf, MAIN, virtualServer } from './load-text.ts'

const first = virtualServer('')
const at = (address: string, lines = '', realLines?: string): string =>
  virtualServer(lines, realLines).replace('10.0.0.1 80', address)

function bothWays(text: string): readonly Diagnostic[] {
  const whole = loadConfig(MAIN, environmentOf(text))
  const check = checkConfig(MAIN, environmentOf(text))
  expect(check.diagnostics).toEqual(whole.diagnostics)
  expect(check.exitStatus).toBe(whole.exitStatus)
  return check.diagnostics
}

test('mistakes inside a virtual server', () => {
  const found = bothWays(
    `${first}${at('10.0.0.2 80', 'quorum 9\n ha_suspend x')}${at('10.0.0.3 x')}${at('2001:db8::1 80')}\n${first}`,
  )
  expect(found.map(({ code }) => code)).toEqual([
    'quorum',
    'bad-virtual-server',
    'no-real-server',
    'wrong-family',
    'duplicate-server',
  ])
})

test.each([
  ['a group', at('group g', 'lb_kind DR') + 'virtual_server_group g {\n 10.0.0.9 80\n 10.0.0.9 81\n}\n'],
  ['no group', at('group g')],
  ['a script', at('10.0.0.2 80', 'quorum_up "/unsafe/up"') + 'global_defs {\n enable_script_security\n}\n'],
  ['a script of a real server', at('10.0.0.2 80', '', 'notify_down nosuch') + 'global_defs {\n script_user x\n}\n'],
  ['a script as check', at('10.0.0.2 80', '', 'MISC_CHECK {\n misc_path /unsafe\n}')],
  ['a file', at('10.0.0.2 80', '', 'FILE_CHECK {\n track_file f\n}') + 'track_file f {\n file /f\n}\n'],
  ['whether there are any', 'global_defs {\n notify_fifo /f\n notify_fifo_script /unsafe/f\n}\n' + at('10.0.0.2 80')],
])('what stands elsewhere in the file: %s', (_what, rest) => {
  expect(bothWays(first + rest).length + bothWays(rest + first).length).toBeGreaterThan(0)
})

test('the configuration is still whole where it is wanted', () => {
  const { config } = loadConfig(MAIN, environmentOf(first + at('10.0.0.2 80')))
  expect(config?.lvs.virtualServers.length).toBe(2)
})
