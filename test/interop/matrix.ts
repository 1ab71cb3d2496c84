/**
 * `npm run interop [-- --at-once N] [--only TEXT]`: every cell of the matrix against the real keepalived, several side by
 * side, since they mostly wait; then docs/interop.md, unless only a part was asked for.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { whyNoNamespaces } from '../lab/lan.ts'
import { cells, events, nameOf, programs, rowOf, type Cell } from './cells.ts'
import { play } from './play.ts'

const { values } = parseArgs({ options: { 'at-once': { type: 'string' }, only: { type: 'string' } } })
const atOnce = Number(values['at-once'] ?? 12)
const chosen = cells.filter((cell) => nameOf(cell).includes(values.only ?? ''))

async function main(): Promise<void> {
  const why = whyNoNamespaces()
  if (why !== null) throw new Error(why)
  const failures = new Map<Cell, string>()
  const waiting = [...chosen]
  const worker = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
      const failure = await failureOf(cell)
      if (failure !== null) failures.set(cell, failure)
      console.log(`${failure === null ? 'ok    ' : 'FAILED'} ${nameOf(cell)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  for (const failure of failures.values()) console.log(`\n${failure}`)
  console.log(`${chosen.length - failures.size} of ${chosen.length} cells hold`)
  if (chosen.length === cells.length) writeTable(failures)
  process.exitCode = failures.size === 0 ? 0 : 1
}

async function failureOf(cell: Cell): Promise<string | null> {
  try {
    await play(cell)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

function writeTable(failures: ReadonlyMap<Cell, string>): void {
  const version = execFileSync('sh', ['-c', 'keepalived --version 2>&1 | head -1'], { encoding: 'utf8' }).trim()
  const columns = events.flatMap((event) => programs.map((master) => ({ event, master })))
  const mark = (cell: Cell): string => (failures.has(cell) ? 'no' : 'yes')
  const rows = [...new Set(cells.map(rowOf))].map((row) => {
    const marks = columns.map(({ event, master }) =>
      cells
        .filter((cell) => rowOf(cell) === row && cell.event === event && cell.master === master)
        .map(mark)
        .join(', '),
    )
    return `| ${[row, ...marks].join(' | ')} |`
  })
  const short = (master: string): string => (master === 'keepalived' ? 'it' : 'we')
  const text = [
    '# Interoperation',
    '',
    `Written by \`npm run interop\`: ${version}, on one LAN with ours. In each cell the master fails as the column says, the other`,
    'program takes over, and the first comes back; "we" and "it" say who was master. The first word is for preemption (the master',
    'takes its place again), the second for `nopreempt` (it does not). "yes": every transition came, the address was on the right',
    'router only, and neither program refused a packet of the other. A ninth of the cells is part of `npm test`.',
    '',
    'Version 3 has no authentication. Over IPv6 version 2, which no RFC knows, ignores AH, and with PASS the original dies of the first',
    'advert that it hears (segmentation fault, also of its own kind), so there is nothing to compare.',
    '',
    `| | ${columns.map(({ event, master }) => `${event}, ${short(master)}`).join(' | ')} |`,
    `|---|${columns.map(() => '---').join('|')}|`,
    ...rows,
    '',
    `${cells.length - failures.size} of ${cells.length} cells hold.`,
    '',
  ]
  writeFileSync(fileURLToPath(new URL('../../docs/interop.md', import.meta.url)), text.join('\n'))
}

void main()
