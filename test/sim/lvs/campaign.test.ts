/**
 * Bad weather under a seed: servers flap, the kernel refuses, forgets, stalls and loses IPVS, strangers edit the table, the
 * operator reloads, the process is killed and started again. When the weather clears, IPVS must be as wanted within two
 * minutes of the kernel's first answer; strangers' services must never be touched; and a stop must leave only these.
 */
import { expect, test } from 'vitest'
import type { LvsConfig } from '../../../src/config/config.ts'
import { makeRandom, nextInteger, nextRandom, type Random } from '../../../src/lib/random.ts'
import type { KernelTable } from '../../../src/lvs/kernel-table.ts'
import { wantedTable } from '../../../src/lvs/wanted.ts'
import { lvsConfig, realServer, SECOND, sorryServer, tcpCheck, virtualServer } from './settings.ts'
import { makeWorld, tableText, type World } from './world.ts'

const SEEDS = Number(process.env['SIM_SEEDS'] ?? 40)
const STEPS = 120
/** the longest pause between tries, and the time of a reconciliation, with some air */
const CALM_US = 130 * SECOND
/** a question that the silent kernel swallowed is given up after two minutes */
const SWALLOWED_US = 125 * SECOND

test.each(Array.from({ length: SEEDS }, (_, i) => i + 1))('seed %i', (seed) => {
  const random = makeRandom(seed)
  const kernel: KernelTable = strangers()
  const foreign = tableText(kernel)
  let config = randomConfig(random)
  let world = makeWorld(kernel)
  world.start(config, {}, seed)
  for (let i = 0; i < STEPS; i++) {
    if (nextRandom(random) < 0.02) {
      world = reborn(world, kernel)
      world.start(config, {}, seed + i)
    } else if (nextRandom(random) < 0.05) {
      config = randomConfig(random)
      world.reload(config)
    } else badWeather(random, world)
    world.pass(Math.round(nextRandom(random) * 5 * SECOND))
    expect(tableText(kernel).filter(isForeign)).toEqual(foreign)
    if (i % 40 === 39) expectCalm(world, foreign)
  }
  expectCalm(world, foreign)
  world.stop()
  world.pass(5 * SECOND)
  expect(world.stopped()).toBe(true)
  // What an earlier life made under a configuration that the next one did not have is not known to be ours.
  const ours = new Set([...world.state.services.keys()])
  expect([...kernel.keys()].filter((key) => ours.has(key))).toEqual([])
  expect(tableText(kernel).filter(isForeign)).toEqual(foreign)
})

function badWeather(random: Random, world: World): void {
  const name = `.${11 + nextInteger(random, 6)}]`
  switch (nextInteger(random, 12)) {
    case 0:
      world.refuse = () => (nextRandom(random) < 0.3 ? 'ENOMEM' : null)
      return
    case 1:
      world.refuse = (request) =>
        request.kind === 'add-service' && request.service.scheduler === 'wlc' ? 'ENOENT' : null
      return
    case 2:
      world.broken = !world.broken
      return
    case 3:
      world.kernelUs = Math.round(nextRandom(random) * 3 * SECOND)
      return
    case 4:
      world.silent = !world.silent
      return
    case 5:
      clear(world)
      return
    case 6:
      vandalise(random, world.kernel)
      return
    default:
      if (!world.down.delete(name)) world.down.add(name)
  }
}

function clear(world: World): void {
  world.refuse = () => null
  world.broken = false
  world.silent = false
  world.kernelUs = 100
}

/** Strangers edit what is ours. */
function vandalise(random: Random, kernel: KernelTable): void {
  for (const [key, { service, destinations }] of [...kernel]) {
    if (isForeign(key) || nextRandom(random) < 0.5) continue
    const [first] = destinations
    switch (nextInteger(random, 4)) {
      case 0:
        kernel.delete(key)
        break
      case 1:
        kernel.set(key, { service: { ...service, scheduler: 'sed' }, destinations })
        break
      case 2:
        if (first) destinations.delete(first[0])
        break
      default:
        if (first) destinations.set(first[0], { ...first[1], weight: 77 })
    }
  }
}

function expectCalm(world: World, foreign: readonly string[]): void {
  clear(world)
  world.pass(SWALLOWED_US + CALM_US)
  const ours = new Set(world.state.services.keys())
  expect(tableText(world.kernel).filter((line) => [...ours].some((key) => line.startsWith(`${key} `)))).toEqual(
    tableText(wantedTable(world.state.services)),
  )
  expect(tableText(world.kernel).filter(isForeign)).toEqual(foreign)
  expect(world.state.kernel.held.size).toBe(0)
}

/** The process was killed: only the kernel, the servers and the weather remain. */
function reborn(old: World, kernel: KernelTable): World {
  const world = makeWorld(kernel)
  for (const name of old.down) world.down.add(name)
  world.refuse = old.refuse
  world.broken = old.broken
  world.silent = old.silent
  world.kernelUs = old.kernelUs
  return world
}

function randomConfig(random: Random): LvsConfig {
  const some = (from: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => from + i).filter(() => nextRandom(random) < 0.6)
  return lvsConfig(
    ...some(1, 4).map((last) => {
      const octets = some(11, 6)
      const servers = (octets.length > 0 ? octets : [11]).map((octet) => {
        const id = `${last} .${octet}] check`
        return realServer(octet, {
          weight: 1 + nextInteger(random, 3),
          inhibitOnFailure: nextRandom(random) < 0.3,
          checkers: [tcpCheck(id, { retry: nextInteger(random, 3), alpha: nextRandom(random) < 0.2 })],
        })
      })
      return virtualServer(last, servers, {
        quorum: 1 + nextInteger(random, 3),
        scheduler: nextRandom(random) < 0.3 ? 'wlc' : 'rr',
        sorryServer: nextRandom(random) < 0.5 ? sorryServer(18, nextRandom(random) < 0.3) : null,
      })
    }),
  )
}

function strangers(): KernelTable {
  const world = makeWorld()
  world.start(lvsConfig(virtualServer(90, [realServer(11)]), virtualServer(91, [])))
  world.pass(1 * SECOND)
  return world.kernel
}

function isForeign(text: string): boolean {
  return text.startsWith('10.88.0.9')
}
