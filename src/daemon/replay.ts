/** `--replay FILE`: gives the events of a flight record to the machine again, and shows what it answers. */
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import type { Machine } from '../lib/machine.ts'
import { US_PER_S } from '../lib/time.ts'
import { lifecycleMachine } from '../lifecycle/step.ts'
import { lvsMachine } from '../lvs/step.ts'
import { vrrpMachine } from '../vrrp/step.ts'
import { textOf, type FlightRecord, type MachineName } from './flight-recorder.ts'

interface Step {
  readonly kind: string
}
type AnyMachine = Machine<unknown, Step, Step & { readonly text?: string }>

const machines: Readonly<Record<MachineName, AnyMachine>> = {
  lifecycle: lifecycleMachine as unknown as AnyMachine,
  lvs: lvsMachine as unknown as AnyMachine,
  vrrp: vrrpMachine as unknown as AnyMachine,
}

/** Whether the machine threw again. */
export function replay(path: string, print: (line: string) => void): boolean {
  const record = deserialize(readFileSync(path)) as FlightRecord
  if (record?.layout !== 1) throw new Error(`${path} is no flight record`)
  const { machine, program, node, at, events } = record
  print(`${machine} of ${program} (Node ${node}), ${at}, ${events.length} events`)
  for (const line of record.error.split('\n')) print(`! ${line}`)
  const state = deserialize(record.state as Uint8Array) as unknown
  const start = events[0]?.now ?? 0
  for (const { now, event } of events) {
    print(`+${((now - start) / US_PER_S).toFixed(6)} ${(event as Step).kind}`)
    try {
      for (const action of machines[machine].step(state, event as Step, now)) {
        print(`  ${action.kind}${action.kind === 'log' ? ` ${action.text ?? ''}` : ''}`)
      }
    } catch (error) {
      for (const line of textOf(error).split('\n')) print(`! ${line}`)
      return true
    }
  }
  print('the machine has answered every event')
  return false
}
