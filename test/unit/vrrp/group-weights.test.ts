/** What a member and its sync group both track: whose weight and whose `reverse` count. */
import { expect, test } from 'vitest'
import { loadText } from '../config/load-text.ts'
import { dumpVrrpProcess } from '../../../src/config/dump/dump.ts'
import { initialVrrpView } from '../../../src/config/dump/view.ts'
import { tracksOf } from '../../../src/vrrp/tracking.ts'
import { bench } from './bench.ts'

const KINDS = {
  track_script: ['c', 'vrrp_script c {\nscript /bin/true\n}\n'],
  track_process: ['p', 'vrrp_track_process p {\nprocess named\n}\n'],
  track_file: ['f', 'track_file f {\nfile /run/f\n}\n'],
  track_interface: ['eth1', ''],
} as const

function load(keyword: keyof typeof KINDS, own: string, shared: string, words: string): ReturnType<typeof loadText> {
  const [name, defined] = KINDS[keyword]
  const instance = (which: string, vrid: number, more: string): string =>
    `vrrp_instance ${which} {\ninterface eth0\nvirtual_router_id ${vrid}\nvirtual_ipaddress {\n10.0.0.${vrid}/24\n}\n${more}}\n`
  const lists = (weight: string): string => `${keyword} {\n${name} weight ${weight}\n}\n`
  const group = `vrrp_sync_group g {\ngroup {\na\nb\n}\n${words}\n${lists(shared)}}\n`
  return loadText(defined + instance('a', 1, lists(own)) + instance('b', 2, '') + group)
}

const REVERSED = ['10 reverse', '20'] as const
const PLAIN = ['10', '20 reverse'] as const

test.each<[keyof typeof KINDS, readonly [string, string], boolean]>([
  ['track_script', REVERSED, false],
  ['track_script', PLAIN, true],
  ['track_file', REVERSED, false],
  ['track_file', PLAIN, true],
  ['track_interface', REVERSED, false],
  ['track_interface', PLAIN, true],
  // Of a process the weight alone is the group's.
  ['track_process', REVERSED, true],
  ['track_process', PLAIN, false],
])('%s of member and group: %j', (keyword, [own, shared], reverse) => {
  for (const words of ['', 'sync_group_tracking_weight']) {
    const { config } = load(keyword, own, shared, words)
    if (config === null) throw new Error('refused')
    const tracks = tracksOf(bench(config.vrrp, config.global).instance('a'))
    expect(tracks.filter(({ name }) => name === KINDS[keyword][0])).toMatchObject([{ weight: 20, reverse }])
    const trackers = dumpVrrpProcess(config, initialVrrpView(config)).filter((line) =>
      line.startsWith('     a, weight'),
    )
    const expected = keyword === 'track_interface' ? [] : [`     a, weight 20${reverse ? ' reverse' : ''}`]
    expect(trackers).toEqual(expected)
  }
})

test('it is told of what both track, and is no mistake', () => {
  const { diagnostics } = load('track_process', '10', '20', '')
  const found = diagnostics.filter(({ message }) => message.includes('Remove vrrp instance config'))
  expect(found).toMatchObject([
    {
      message: '(a) track_process p is configured on VRRP instance and sync group. Remove vrrp instance config',
      class: null,
    },
  ])
})

test.each([
  ['0', '', 0, 'both'],
  ['1', '', 0, 'both, ignoring weight from tracked file f due to SYNC group. specify weight 0'],
  ['2', '', null, 'ignoring tracked file f with weight 2 due to SYNC group'],
  ['2', 'sync_group_tracking_weight', 2, 'both'],
])('a file that both track, of the member with weight %s, %s', (own, words, weight, said) => {
  const { config, diagnostics } = load('track_file', own, '0', words)
  expect(config?.vrrp.instances[0]?.trackFiles?.map((track) => track.weight)).toEqual(weight === null ? [] : [weight])
  const both = '(a) track_file f is configured on VRRP instance and sync group. Remove vrrp instance config'
  const messages = diagnostics
    .map(({ message }) => message)
    .filter((message) => message.includes('SYNC group') || message === both)
  expect(messages.map((message) => (message === both ? 'both' : message.replace('(a) ', ''))).join(', ')).toBe(said)
})
