/** One machine on a bench: events in, actions out, time by hand. */
import { writeIp } from '../../../src/lib/ip.ts'
import type { Us } from '../../../src/lib/time.ts'
import type { GlobalConfig, VrrpConfig } from '../../../src/config/config.ts'
import type { VrrpAction } from '../../../src/vrrp/actions.ts'
import type { InterfaceInfo } from '../../../src/lib/interface-info.ts'
import type { VrrpEvent } from '../../../src/vrrp/events.ts'
import type { ChecksumForm, ReceivedTrailer } from '../../../src/wire/advert.ts'
import { initialVrrpState, type Instance, type VrrpState } from '../../../src/vrrp/state.ts'
import { vrrpMachine } from '../../../src/vrrp/step.ts'
import { globalConfig, ip, link, vrrpConfig } from '../../sim/fixtures.ts'

export interface Bench {
  readonly state: VrrpState
  now: Us
  readonly give: (event: VrrpEvent) => VrrpAction[]
  /** lets time pass, deadline by deadline */
  readonly wait: (us: Us) => VrrpAction[]
  readonly hear: (change?: Partial<Heard>) => VrrpAction[]
  readonly instance: (name?: string) => Instance
}

export interface Heard {
  priority: number
  from: string
  vrid: number
  version: 2 | 3
  ttl: number
  type: number
  checksum: ChecksumForm
  count: number
  length: number
  units: number
  authType: number
  authData: Uint8Array
  addresses: readonly string[]
  to: string
  interfaceIndex: number
  family: 4 | 6
  ah: { spi: number; sequence: number; authentic: boolean } | null
  trailer: ReceivedTrailer
}

export function bench(
  config: VrrpConfig = vrrpConfig(),
  global: GlobalConfig = globalConfig(),
  interfaces: readonly InterfaceInfo[] = [
    link('eth0', 2, ['10.9.0.1/24', 'fe80::1/64']),
    link('eth1', 3, ['10.8.0.1/24']),
  ],
): Bench {
  const state = initialVrrpState()
  const give = (event: VrrpEvent): VrrpAction[] => vrrpMachine.step(state, event, self.now)
  const self: Bench = {
    state,
    now: 0,
    give,
    wait(us) {
      const until = self.now + us
      const actions: VrrpAction[] = []
      while (vrrpMachine.nextDeadline(state) <= until) {
        self.now = vrrpMachine.nextDeadline(state)
        actions.push(...give({ kind: 'deadline' }))
      }
      self.now = until
      return actions
    },
    hear(change = {}) {
      const version = change.version ?? 2
      const family = change.family ?? 4
      const addresses = (change.addresses ?? (family === 4 ? ['10.9.0.100'] : ['fe80::100'])).map(ip)
      const count = change.count ?? addresses.length
      return give({
        kind: 'advert',
        interfaceIndex: change.interfaceIndex ?? 2,
        source: ip(change.from ?? (family === 4 ? '10.9.0.9' : 'fe80::9')),
        destination: ip(change.to ?? (family === 4 ? '224.0.0.18' : 'ff02::12')),
        ttl: change.ttl ?? 255,
        advert: {
          version,
          family,
          vrid: change.vrid ?? 51,
          priority: change.priority ?? 100,
          addresses,
          intervalUnits: change.units ?? (version === 2 ? 1 : 100),
          authType: change.authType ?? 0,
          authData: change.authData ?? new Uint8Array(8),
          type: change.type ?? 1,
          checksum: change.checksum ?? (version === 2 ? 'message' : 'pseudo'),
          addressCount: count,
          messageLength:
            change.length ?? 8 + count * (family === 4 ? 4 : 16) + (version === 2 ? 8 : 0) + (change.trailer ? 28 : 0),
          ah: change.ah ?? null,
          ...(change.trailer ? { trailer: change.trailer } : {}),
        },
      })
    },
    instance(name = 'VI_1') {
      const instance = state.instances.get(name)
      if (!instance) throw new Error(`no instance ${name}`)
      return instance
    },
  }
  give({ kind: 'start', global, config, interfaces })
  return self
}

/** The same, and master already. */
export function masterBench(config?: VrrpConfig, global?: GlobalConfig): Bench {
  const made = bench(config, global)
  made.wait(60_000_000)
  return made
}

export function kinds(actions: readonly VrrpAction[]): string[] {
  return actions.map((action) => action.kind).filter((kind) => kind !== 'log')
}

export function texts(actions: readonly VrrpAction[]): string[] {
  return actions.flatMap((action) => (action.kind === 'log' ? [action.text] : []))
}

/** Priorities of the adverts among them. */
export function adverts(actions: readonly VrrpAction[]): number[] {
  return actions.flatMap((action) => (action.kind === 'send-advert' ? [action.advert.priority] : []))
}

export function announced(actions: readonly VrrpAction[]): string[] {
  return actions.flatMap((action) =>
    action.kind === 'announce' ? [`${action.addresses.map(writeIp).join(' ')} x${action.repeat}`] : [],
  )
}
