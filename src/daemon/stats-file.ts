/** The VRRP statistics file of SIGUSR2, in the original's form: exporters read it. */
import type { GlobalConfig } from '../config/config.ts'
import type { Counters, Instance, VrrpState } from '../vrrp/state.ts'
import { writeDump } from './dump-file.ts'

type CounterName = keyof Counters

/** auth_hmac: written of the instances that use it, so that the file of the others stays that of 2.2.7 */
const EXTENSION = 'Authentication Extension Errors'

/** label, then its counter, or the lines below it */
const layout: readonly (readonly [
  label: string,
  counter: CounterName | readonly (readonly [string, CounterName])[],
])[] = [
  [
    'Advertisements',
    [
      ['Received', 'advertsReceived'],
      ['Sent', 'advertsSent'],
    ],
  ],
  ['Became master', 'becameMaster'],
  ['Released master', 'releasedMaster'],
  [
    'Packet Errors',
    [
      ['Length', 'lengthErrors'],
      ['TTL', 'ttlErrors'],
      ['Invalid Type', 'typeErrors'],
      ['Advertisement Interval', 'intervalErrors'],
      ['Address List', 'addressListErrors'],
    ],
  ],
  [
    'Authentication Errors',
    [
      ['Invalid Type', 'authTypeErrors'],
      ['Type Mismatch', 'authTypeMismatches'],
      ['Failure', 'authFailures'],
    ],
  ],
  [
    EXTENSION,
    [
      ['Missing', 'authExtMissing'],
      ['Malformed', 'authExtMalformed'],
      ['Unknown Key', 'authExtUnknownKey'],
      ['Invalid HMAC', 'authExtInvalidHmac'],
      ['Stale', 'authExtStale'],
      ['Replay', 'authExtReplay'],
    ],
  ],
  [
    'Priority Zero',
    [
      ['Received', 'priorityZeroReceived'],
      ['Sent', 'priorityZeroSent'],
    ],
  ],
]

export interface InstanceCounters {
  readonly name: string
  readonly counters: Counters
  /** it has auth_hmac */
  readonly signed: boolean
}

export function statsText(instances: readonly InstanceCounters[]): string {
  const lines: string[] = []
  for (const { name, counters, signed } of instances) {
    lines.push(`VRRP Instance: ${name}`)
    for (const [label, content] of layout) {
      if (label === EXTENSION && !signed) continue
      if (typeof content === 'string') {
        lines.push(`  ${label}: ${counters[content]}`)
        continue
      }
      lines.push(`  ${label}:`)
      for (const [inner, counter] of content) lines.push(`    ${inner}: ${counters[counter]}`)
    }
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** Counts on, but shows only what came since the last clearing: the machine's own counters are not ours to change. */
export interface StatsFile {
  /** what came since the last clearing */
  readonly shown: (instance: Instance) => Counters
  /** null, or why it could not be written */
  readonly write: (global: GlobalConfig, state: VrrpState, clear: boolean) => Promise<string | null>
}

export function makeStatsFile(): StatsFile {
  const cleared = new Map<string, Counters>()

  function shown({ config, counters }: Instance): Counters {
    return subtract(counters, cleared.get(config.name))
  }

  function write(global: GlobalConfig, state: VrrpState, clear: boolean): Promise<string | null> {
    const shown: InstanceCounters[] = []
    for (const [name, { counters, config }] of state.instances) {
      const signed = config.authHmac !== undefined
      shown.push({ name, counters: subtract(counters, cleared.get(name)), signed })
      if (clear) cleared.set(name, { ...counters })
    }
    return writeDump('stats', global, statsText(shown))
  }

  return { write, shown }
}

function subtract(counters: Counters, base: Counters | undefined): Counters {
  const difference = { ...counters }
  if (base === undefined) return difference
  for (const name of Object.keys(difference) as CounterName[]) {
    // A removed instance that comes back counts from zero again.
    difference[name] = Math.max(0, counters[name] - base[name])
  }
  return difference
}
