/**
 * What the original makes of bad values, and so the column `onInvalid` of the keyword table: a good value, then a bad
 * one. Where the table says 'ignore' its dump is as if the bad one were not there; where it says anything else, not.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rootContext } from '../../src/config/grammar/root.ts'
import type { Row } from '../../src/config/grammar/row.ts'
import { loadConfig } from '../../src/config/load.ts'
import { Daemon, sleep } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import type { Host } from '../lab/lan.ts'
import { environmentOf, MAIN } from '../unit/config/load-text.ts'
import { dumpInLog, normaliseLines } from './normalise-dump.ts'

const why = whyNoNamespaces()

/** Blocks that the VRRP process dumps, with what must stand in them, by the words that would do the same. */
const BLOCKS: Readonly<Record<string, readonly [word: string, line: string][]>> = {
  global_defs: [],
  vrrp_instance: [
    ['interface', 'interface eth0'],
    ['virtual_router_id', 'virtual_router_id 1'],
    ['virtual_ipaddress', 'virtual_ipaddress {\n192.0.2.1\n}'],
  ],
  vrrp_script: [
    ['script', 'script /bin/true'],
    ['user', 'user root'],
  ],
  vrrp_track_process: [['process', 'process named']],
}

/** Not compared here: they act outside of the dump or end the program; a bad `state` is BACKUP, as the good one. */
const SKIPPED = new Set(['state', 'lvs_sync_daemon', 'lvs_timeouts', 'random_seed', 'include_check', 'smtp_server'])

interface Case {
  readonly block: string
  readonly row: Row
  readonly good: string
  readonly bad: string
}

const cases = Object.keys(BLOCKS).flatMap((block) =>
  (rootContext.byName.get(block)?.block?.rows ?? []).flatMap((row): Case[] => {
    const good = goodValue(row)
    if (row.since !== undefined || row.takesBlock || row.once !== undefined || good === undefined) return []
    if (SKIPPED.has(row.name) || row.oldNameOf !== undefined) return []
    const bad = badValues(row).find((value) => isRefused(block, row.name, value))
    return bad === undefined ? [] : [{ block, row, good: `${row.name} ${good}`, bad: `${row.name} ${bad}` }]
  }),
)

/** Neither the default nor a limit, so that it shows whether it stays. */
function goodValue({ range, samples }: Row): string | undefined {
  if (range === null || range.most >= 2 ** 44) return samples.findLast((sample) => sample !== '')
  return String(Math.min(range.most, Math.max(range.least, 0) + 2))
}

function badValues({ range }: Row): readonly string[] {
  if (range === null || range.most >= 2 ** 44) return ['no-such-value']
  return [String(range.most + 1), String(range.least - 1), 'no-such-value']
}

function isRefused(block: string, name: string, value: string): boolean {
  const { diagnostics } = loadConfig(
    MAIN,
    environmentOf(textOf(block, [`${name} ${value}`]), { interfaceExists: () => true }),
  )
  return diagnostics.some((one) => one.message.includes(value) || one.code === 'bad-value')
}

/** By the original; it complains of a weight beyond its limits and takes it, while we do as the complaint says. */
function isIgnored({ block, row }: Case): boolean {
  return row.onInvalid === 'ignore' && `${block} ${row.name}` !== 'vrrp_script weight'
}

function textOf(block: string, lines: readonly string[]): string {
  const words = lines.map((line) => line.split(' ')[0])
  const beside = (BLOCKS[block] ?? []).filter(([word]) => !words.includes(word)).map(([, line]) => line)
  const one = `${block} ${block === 'global_defs' ? '' : 'a'} {\n${[...beside, ...lines].join('\n')}\n}\n`
  const instance = (BLOCKS['vrrp_instance'] ?? []).map(([, line]) => line).join('\n')
  const tracks = block.startsWith('vrrp_') ? `\n${block.replace(/^vrrp_(track_)?/, 'track_')} {\na\n}` : ''
  return block === 'vrrp_instance' ? one : `${one}vrrp_instance a {\n${instance}${tracks}\n}\n`
}

describe.skipIf(why !== null)(`bad values${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan | undefined
  let host: Host

  beforeAll(async () => {
    lan = new Lan('bad', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan-a', addresses: ['192.0.2.5/24'] }] }])
    host = lan.host('d')
    await sleep(500)
  })
  afterAll(() => lan?.close())

  test.each(Object.keys(BLOCKS))('of %s that are ignored', async (block) => {
    const ignored = cases.filter((one) => one.block === block && isIgnored(one))
    expect(ignored.length).toBeGreaterThan(0)
    const good = ignored.map((one) => one.good)
    const without = await dumpOf(textOf(block, good))
    const withBad = await dumpOf(textOf(block, [...good, ...ignored.map((one) => one.bad)]))
    expect(without.length).toBeGreaterThan(20)
    expect(withBad).toEqual(without)
  })

  const others = cases.filter((one) => !isIgnored(one))
  test.each(others.map((one) => [`${one.block} ${one.bad}`, one] as const))('%s has an effect', async (_, one) => {
    const good = await dumpOf(textOf(one.block, [one.good]))
    const bad = await dumpOf(textOf(one.block, [one.good, one.bad]))
    expect(bad).not.toEqual(good)
  })

  async function dumpOf(text: string): Promise<readonly string[]> {
    const daemon = Daemon.start('keepalived', host, text, ['-D', '-d', '-P'])
    try {
      await daemon.waitForLine(/^VRRP sockpool|Entering BACKUP STATE|Receive advertisement timeout|exited/)
      await daemon.stop()
      return normaliseLines(dumpInLog(daemon.lines))
    } finally {
      daemon.close()
    }
  }
})
