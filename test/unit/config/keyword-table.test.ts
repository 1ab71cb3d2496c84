/** What the list of all keywords says of each that does not stand in one row alone. */
import { describe, expect, test } from 'vitest'
import { keywordTable, pathOf } from '../../../src/config/grammar/table.ts'

const table = keywordTable()
const find = (path: string) => {
  const found = table.find((one) => pathOf(one) === path)
  if (found === undefined) throw new Error(`no ${path}`)
  return found
}

describe('a word inside a line', () => {
  test('acts only where its keyword does', () => {
    const passive = new Set(table.filter(({ kind, acts }) => kind === 'keyword' && !acts).map(pathOf))
    const wrong = table.filter(({ kind, context, acts }) => kind === 'word' && acts && passive.has(context))
    expect(wrong.map(pathOf)).toEqual([])
  })

  test.each([
    'virtual_server/lvs_method/type/gue',
    'virtual_server/real_server/lvs_method/remcsum',
    'virtual_server/real_server/DNS_CHECK/type/AAAA',
    'global_defs/vrrp_rx_bufs_policy/MTU',
    'global_defs/dynamic_interfaces/allow_if_changes',
  ])('%s acts', (path) => expect(find(path).acts).toBe(true))
})

test.each([
  ['TCP_CHECK', "real server's, else 1", "real server's, else 1"],
  ['HTTP_GET', "real server's, else 1", "real server's, else 3"],
  ['DNS_CHECK', "real server's, else 3", "real server's, else delay_loop"],
  ['MISC_CHECK', "real server's, else 0", "real server's, else 1"],
])('how often %s tries again when nobody says it', (kind, retry, delay) => {
  const of = (name: string) => find(`virtual_server/real_server/${kind}/${name}`).default
  expect([of('retry'), of('delay_before_retry')]).toEqual([retry, delay])
})
