/**
 * The machine over the IPVS client and its fake kernel, which speaks the wire format: how many requests a change costs, and
 * that messages lost by the socket leave nothing wrong.
 */
import { expect, test } from 'vitest'
import { Command } from '../../../src/ipvs-netlink/constants.ts'
import { IpvsError, openIpvs } from '../../../src/ipvs-netlink/index.ts'
import { createFakeKernel } from '../../../src/ipvs-netlink/testing/index.ts'
import type { LvsConfig } from '../../../src/config/config.ts'
import type { LvsAction } from '../../../src/lvs/actions.ts'
import type { LvsEvent } from '../../../src/lvs/events.ts'
import { plan } from '../../../src/lvs/plan.ts'
import { readTable } from '../../../src/lvs/kernel-table.ts'
import { initialLvsState, lvsMachine } from '../../../src/lvs/step.ts'
import { wantedTable } from '../../../src/lvs/wanted.ts'
import { globalConfig, ip, lvsConfig, realServer, SECOND, virtualServer } from '../../sim/lvs/settings.ts'

const changes: ReadonlySet<number> = new Set([
  Command.newService,
  Command.setService,
  Command.deleteService,
  Command.newDestination,
  Command.setDestination,
  Command.deleteDestination,
  Command.flush,
])

/** `weights` of servers by their number */
function config(count: number, weights: Readonly<Record<number, number>> = {}, gone = -1): LvsConfig {
  const servers = Array.from({ length: count }, (_, i) => {
    const address = `10.100.${i >> 8}.${i & 255}`
    return realServer(11, { id: `[${address}]:tcp:80`, address: ip(address), checkers: [], weight: weights[i] ?? 1 })
  })
  return lvsConfig(
    virtualServer(
      1,
      servers.filter((_, i) => i !== gone),
    ),
  )
}

function director() {
  const kernel = createFakeKernel()
  const client = openIpvs({ openTransport: kernel.openTransport })
  const state = initialLvsState()
  let now = 0
  const performed: LvsAction['kind'][] = []

  async function give(event: LvsEvent): Promise<void> {
    for (const action of lvsMachine.step(state, event, now)) {
      performed.push(action.kind)
      const answer = await perform(action)
      if (answer) await give(answer)
    }
  }

  async function perform(action: LvsAction): Promise<LvsEvent | null> {
    try {
      if (action.kind === 'read-kernel') return { kind: 'kernel-read', entries: await client.getAll() }
      if (action.kind === 'apply')
        return { kind: 'kernel-applied', failures: await client.applyRequests(action.requests) }
    } catch (error) {
      if (!(error instanceof IpvsError)) throw error
      return { kind: 'kernel-failed', errno: error.errno, message: error.message }
    }
    return null
  }

  return {
    kernel,
    start: (first: LvsConfig) => give({ kind: 'start', global: globalConfig(), config: first, seed: 1 }),
    /** how many requests it took */
    async reload(next: LvsConfig): Promise<number> {
      const before = kernel.received.length
      await give({ kind: 'reload', global: globalConfig(), config: next })
      return kernel.received.slice(before).filter((command) => changes.has(command)).length
    },
    async pass(seconds: number): Promise<void> {
      const end = now + seconds * SECOND
      for (let at = lvsMachine.nextDeadline(state); at <= end; at = lvsMachine.nextDeadline(state)) {
        now = Math.max(now, at)
        await give({ kind: 'deadline' })
      }
      now = end
    },
    /** requests that would still be needed; none when all is right */
    async missing(): Promise<number> {
      return plan(wantedTable(state.services), readTable(await client.getAll()), () => true).length
    },
  }
}

test('a reload of one real server of 10,000 is one request, or two when it is another server', async () => {
  const { start, reload, missing } = director()
  await start(config(10_000))
  expect(await reload(config(10_000))).toBe(0)
  expect(await reload(config(10_000, { 77: 9 }))).toBe(1)
  expect(await reload(config(10_000, { 77: 9 }, 78))).toBe(1)
  expect(await reload(config(10_000, { 77: 9 }, 79))).toBe(2)
  expect(await missing()).toBe(0)
})

test.each([
  ['a read', Command.getDestination],
  ['a change', Command.newDestination],
])('messages lost in the middle of %s: everything is read again and put right', async (_, command) => {
  const { kernel, start, reload, pass, missing } = director()
  await start(config(300))
  let left = 2
  kernel.react = (received) => (received === command && left-- > 0 ? { kind: 'overrun' } : null)
  await reload(config(301, { 5: 3 }))
  await pass(120)
  kernel.react = () => null
  expect(await missing()).toBe(0)
  expect(kernel.opened).toBeGreaterThan(1)
})
