import { expect, test } from 'vitest'
import { advertsFirst } from '../../../src/vrrp/step-context.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'

const kinds = (...given: VrrpAction['kind'][]): string[] =>
  advertsFirst(given.map((kind, i) => ({ kind, i }) as unknown as VrrpAction)).map(
    (action) => `${action.kind} ${(action as unknown as { i: number }).i}`,
  )

test('the adverts of instances that take over together come before the addresses of any', () => {
  expect(kinds('send-advert', 'add-addresses', 'announce', 'send-advert', 'add-addresses', 'announce')).toEqual([
    'send-advert 0',
    'send-advert 3',
    'add-addresses 1',
    'announce 2',
    'add-addresses 4',
    'announce 5',
  ])
})

test('an advert does not come before the sockets that were ordered before it', () => {
  expect(kinds('announce', 'sockets', 'fifo', 'send-advert')).toEqual([
    'announce 0',
    'sockets 1',
    'send-advert 3',
    'fifo 2',
  ])
})
