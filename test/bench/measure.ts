/** Numbers from samples, and the form in which a measurement reaches the table. */
import type { Program } from '../lab/daemons.ts'

export interface Measurement {
  readonly what: string
  readonly unit: string
  readonly digits: number
  /** what arithmetic says, where it says anything */
  readonly theory?: number
  readonly values: Readonly<Record<Program, number>>
}

export const programs: readonly Program[] = ['keepalived', 'tskeepalived']

export function mean(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length
}

export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 50)
}

/** A Markdown table: the same text goes to the terminal and into the README. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map((m) => {
    const number = (value: number): string => (Number.isNaN(value) ? 'not in time' : value.toFixed(m.digits))
    return [
      m.what,
      m.unit,
      m.theory === undefined ? '' : number(m.theory),
      number(m.values.keepalived),
      number(m.values.tskeepalived),
      (m.values.tskeepalived / m.values.keepalived).toFixed(m.theory === undefined ? 2 : 4),
    ]
  })
  const header = ['measured', 'unit', 'theory', 'keepalived', 'tskeepalived', 'ratio']
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
