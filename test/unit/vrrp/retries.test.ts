/** What the kernel refused is tried again, later each time, and told once. */
import { describe, expect, test } from 'vitest'
import type { VrrpConfig } from '../../../src/config/config.ts'
import { loadText, instance as text } from '../config/load-text.ts'
import { armTimer } from '../../../src/lib/deadlines.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import type { VrrpEvent } from '../../../src/vrrp/events.ts'
import { initialVrrpState, type VrrpState } from '../../../src/vrrp/state.ts'
import { vrrpMachine } from '../../../src/vrrp/step.ts'
import { globalConfig, link } from '../../sim/fixtures.ts'

const SECOND = 1_000_000
const ROUTES = 'virtual_routes {\n 10.60.0.0/16 via 10.0.0.254 dev eth0\n}\nstate MASTER\npriority 200'

class Router {
  readonly state: VrrpState = initialVrrpState()
  now = 0
  readonly config: VrrpConfig

  constructor(file: string) {
    this.config = configOf(file)
    this.step({
      kind: 'start',
      global: globalConfig(),
      config: this.config,
      interfaces: [link('eth0', 2, ['10.0.0.200/24'])],
    })
  }

  step(event: VrrpEvent): VrrpAction[] {
    return vrrpMachine.step(this.state, event, this.now)
  }

  /** Everything that it does until then. */
  runFor(us: number): { readonly at: number; readonly action: VrrpAction }[] {
    const done: { at: number; action: VrrpAction }[] = []
    const until = this.now + us
    for (let at = vrrpMachine.nextDeadline(this.state); at <= until; at = vrrpMachine.nextDeadline(this.state)) {
      this.now = Math.max(this.now, at)
      for (const action of this.step({ kind: 'deadline' })) done.push({ at: this.now, action })
    }
    this.now = until
    return done
  }

  refuse(action: VrrpAction['kind'], instance: string | null, errno = 'EBUSY'): VrrpAction[] {
    return this.step({ kind: 'action-failed', action, instance, errno, message: 'Device or resource busy' })
  }
}

function configOf(file: string): VrrpConfig {
  const { config } = loadText(file)
  if (config === null) throw new Error('a bad file')
  return config.vrrp
}

/** What a router sent, as if one of higher priority had. */
function fromBetter(sent: VrrpAction | undefined): VrrpEvent {
  if (sent?.kind !== 'send-advert') throw new Error('it sent nothing')
  const { length } = sent.advert.addresses
  return {
    ...{ kind: 'advert', interfaceIndex: 2, ttl: 255, source: { family: 4, bytes: Uint8Array.of(10, 0, 0, 250) } },
    destination: sent.destinations[0] ?? sent.source,
    advert: {
      ...{ ...sent.advert, priority: 254, type: 1, checksum: 'message', ah: null },
      ...{ addressCount: length, messageLength: 16 + 4 * length },
    },
  }
}

const kinds = (done: readonly { readonly action: VrrpAction }[]): string[] => done.map(({ action }) => action.kind)
const logged = (actions: readonly VrrpAction[]): string[] =>
  actions.flatMap((action) => (action.kind === 'log' ? [action.text] : []))

describe('what was refused', () => {
  test('sockets are opened again, later each time, and the log tells it once', () => {
    const router = new Router(text(''))
    const times: number[] = []
    const lines: string[] = logged(router.refuse('sockets', null))
    for (let i = 0; i < 8; i++) {
      const tries = router.runFor(10 * SECOND).filter(({ action }) => action.kind === 'sockets')
      expect(tries).toHaveLength(1)
      times.push(tries[0]?.at ?? 0)
      lines.push(...logged(router.refuse('sockets', null)))
    }
    expect(lines).toEqual(['sockets failed: Device or resource busy'])
    expect(times[0]).toBe(SECOND / 4)
    expect((times[7] ?? 0) - (times[6] ?? 0)).toBe(10 * SECOND)
  })

  test('who cannot hear a master does not take over, until the socket is open', () => {
    const router = new Router(text('advert_int 1'))
    const sockets = router.state.openSockets
    router.step({ kind: 'action-failed', action: 'sockets', instance: null, errno: 'EMFILE', message: '', sockets })
    // The retry orders the socket anew, and it is refused again.
    const deaf = Array.from({ length: 10 }, () => {
      const done = router.runFor(SECOND).map(({ action }) => action)
      if (done.some(({ kind }) => kind === 'sockets'))
        router.step({ kind: 'action-failed', action: 'sockets', instance: null, errno: 'EMFILE', message: '', sockets })
      return done
    }).flat()
    expect(kinds(deaf.map((action) => ({ action })))).not.toContain('send-advert')
    expect(logged(deaf)).toContain('(a) not taking over: its socket could not be opened, a master would not be heard')
    expect(kinds(router.runFor(30 * SECOND))).toContain('send-advert')
  })

  test('routes of a master are set again, and those of a backup are not', () => {
    const router = new Router(text(ROUTES))
    expect(kinds(router.runFor(4 * SECOND))).toContain('add-routing')
    router.refuse('add-routing', 'a')
    const again = router.runFor(SECOND).filter(({ action }) => action.kind === 'add-routing')
    expect(again).toHaveLength(1)
    router.refuse('add-routing', 'a')
    router.step({ kind: 'interface', interface: link('eth0', 2, ['10.0.0.200/24'], { running: false }) })
    expect(kinds(router.runFor(20 * SECOND))).not.toContain('add-routing')
  })

  test('routes that a backup could not give up are removed again, unless they are wanted meanwhile', () => {
    for (const back of [false, true]) {
      const router = new Router(text(ROUTES))
      router.runFor(4 * SECOND)
      router.step({ kind: 'interface', interface: link('eth0', 2, ['10.0.0.200/24'], { running: false }) })
      router.refuse('remove-routing', 'a')
      if (back) {
        router.step({ kind: 'interface', interface: link('eth0', 2, ['10.0.0.200/24']) })
        // It is master before the retry is due.
        const { instances, deadlines } = router.state
        const { masterDown } = instances.get('a')?.timers ?? {}
        if (masterDown) armTimer(deadlines, masterDown, router.now)
        router.step({ kind: 'deadline' })
      }
      const removed = router.runFor(SECOND).filter(({ action }) => action.kind === 'remove-routing')
      expect(removed).toHaveLength(back ? 0 : 1)
    }
  })

  test('addresses of an instance that went from the file are removed again', () => {
    const router = new Router(text('priority 200') + text('', 'b', 2))
    router.runFor(5 * SECOND)
    router.step({ kind: 'reload', global: globalConfig(), config: configOf(text('', 'b', 2)) })
    router.refuse('remove-addresses', 'a')
    const again = router.runFor(SECOND).map(({ action }) => action)
    expect(again.filter(({ kind }) => kind === 'remove-addresses')).toMatchObject([{ instance: 'a', addresses: [{}] }])
    router.refuse('remove-addresses', 'a', 'ENODEV')
    expect(kinds(router.runFor(20 * SECOND))).not.toContain('remove-addresses')
  })

  test('addresses that a backup could not give up are removed again in fault, and when it goes from the file', () => {
    for (const then of ['fault', 'gone', 'stop'] as const) {
      const router = new Router(text('priority 200') + text('', 'b', 2))
      const sent = router.runFor(5 * SECOND).map(({ action }) => action)
      router.step(fromBetter(sent.find((action) => action.kind === 'send-advert' && action.instance === 'a')))
      expect(router.state.instances.get('a')?.state).toBe('backup')
      router.refuse('remove-addresses', 'a')
      const actions =
        then === 'fault'
          ? router.step({ kind: 'interface', interface: link('eth0', 2, ['10.0.0.200/24'], { running: false }) })
          : then === 'stop'
            ? router.step({ kind: 'stop' })
            : router.step({ kind: 'reload', global: globalConfig(), config: configOf(text('', 'b', 2)) })
      const done = [...actions, ...router.runFor(SECOND).map(({ action }) => action)]
      const removed = done.filter((action) => action.kind === 'remove-addresses' && action.instance === 'a')
      expect(removed, then).toMatchObject([{ addresses: [{}] }])
    }
  })

  test('an address that a reload takes from a master is removed again, once it can be', () => {
    const two = 'priority 200\nvirtual_ipaddress_excluded {\n 10.7.0.1/24\n}'
    const router = new Router(text(two))
    router.runFor(5 * SECOND)
    const actions = router.step({ kind: 'reload', global: globalConfig(), config: configOf(text('priority 200')) })
    expect(actions.map(({ kind }) => kind)).toContain('remove-addresses')
    expect(logged(router.refuse('remove-addresses', 'a'))).toHaveLength(1)
    const again = router.runFor(SECOND).filter(({ action }) => action.kind === 'remove-addresses')
    expect(again).toMatchObject([{ action: { instance: 'a', addresses: [{ prefixLength: 24 }] } }])
    expect(kinds(router.runFor(20 * SECOND))).not.toContain('remove-addresses')
  })

  test('static addresses are set again', () => {
    const router = new Router(`static_ipaddress {\n 10.7.0.1/24 dev eth1\n}\n${text('')}`)
    router.refuse('static-addresses', null, 'ENODEV')
    expect(router.runFor(SECOND).filter(({ action }) => action.kind === 'static-addresses')).toMatchObject([
      { action: { set: true, addresses: [{ interface: 'eth1' }] } },
    ])
  })
})

test('a master that was held up decides whether it still is one before it announces what was due meanwhile', () => {
  const held = (words: string) => {
    const router = new Router(text(`advert_int 1\ngarp_master_delay 5\n${words}`))
    // Master after 3.6 seconds: advert and second volley are both due next, at 8.6.
    router.runFor(8 * SECOND)
    router.now += 20 * SECOND
    return router.step({ kind: 'deadline' }).map(({ kind }) => kind)
  }
  expect(held('nopreempt\ntimer_expired_backup')).not.toContain('announce')
  expect(held('').filter((kind) => kind !== 'log')).toEqual(['send-advert', 'announce'])
})

test('a master that was held up announces its addresses again, once it knows that nobody stronger is there', () => {
  const router = new Router(text('priority 200'))
  router.runFor(10 * SECOND)
  router.now += 5 * SECOND
  const late = router.step({ kind: 'deadline' })
  expect(late.map(({ kind }) => kind)).not.toContain('announce')
  expect(logged(late).join()).toMatch(/held up for \d\.\d+ seconds, announcing the addresses again/)
  const after = router.runFor(SECOND / 2)
  expect(after.filter(({ action }) => action.kind === 'announce')).toHaveLength(1)
})

test('with down_timer_adverts 1 an advert that is on time is not late', () => {
  const router = new Router(text('priority 200\n down_timer_adverts 1'))
  router.runFor(10 * SECOND)
  const steps = router.runFor(20 * SECOND)
  expect(logged(steps.map(({ action }) => action)).filter((line) => line.includes('held up'))).toEqual([])
  expect(steps.filter(({ action }) => action.kind === 'announce')).toEqual([])
})
