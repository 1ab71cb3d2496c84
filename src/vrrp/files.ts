/** Tracked files: the number in the file times the weight moves the priority; too low a product is a fault. */
import { lines } from './log-lines.ts'
import { reassess, updateVerdict } from './reassess.ts'
import type { Instance, TrackedFile } from './state.ts'
import { log, type Step } from './step-context.ts'
import { FILE_FAULT, filePoints, tracksOf } from './tracking.ts'

export function fileChanged(step: Step, file: TrackedFile, value: number): void {
  const before = file.value
  if (before === value) return
  file.value = value
  for (const instance of step.state.instances.values()) {
    const track = tracksOf(instance).find(({ source, name }) => source === 'file' && name === file.config.name)
    if (track === undefined) continue
    const failed = filePoints(track, before) === FILE_FAULT
    const points = filePoints(track, value)
    const fails = points === FILE_FAULT
    const { name } = instance.config
    if (fails && !failed) log(step, 'info', lines.fileFault(name, track.name))
    if (failed && !fails) log(step, 'info', lines.fileRecovered(name, track.name))
    updateVerdict(step, instance, failed === fails)
    // compat: what the fault hid is told in other words, unless the file now counts nothing.
    if (failed && !fails && points !== 0) {
      log(step, 'info', lines.prioritySet(name, instance.effectivePriority))
    }
    reassess(step, instance)
  }
}

/** What files mean for an instance; to be compared after a reload. */
export interface FileEffect {
  readonly faults: readonly string[]
  readonly points: number
  readonly priority: number
}

export function fileEffect(instance: Instance): FileEffect {
  return {
    faults: instance.faults.flatMap((fault) => (fault.kind === 'file' ? [fault.file] : [])),
    points: instance.adjustments.reduce((sum, { source, points }) => (source === 'file' ? sum + points : sum), 0),
    priority: instance.effectivePriority,
  }
}

export function tellFileEffect(step: Step, instance: Instance, before: FileEffect): void {
  const { name } = instance.config
  const after = fileEffect(instance)
  for (const file of after.faults) if (!before.faults.includes(file)) log(step, 'info', lines.fileFault(name, file))
  for (const file of before.faults) if (!after.faults.includes(file)) log(step, 'info', lines.fileRecovered(name, file))
  if (after.points !== before.points && after.priority !== before.priority) {
    log(step, 'info', lines.priorityChange(name, before.priority, after.priority))
  }
}
