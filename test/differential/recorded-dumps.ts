/** The original's dumps of random virtual servers, as `npm run dumps -- --process checker --record` wrote them. */
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../fixtures/dump/random-checkers.txt', import.meta.url)

export interface RecordedDump {
  readonly text: string
  readonly dump: readonly string[]
}

/** None of these begins a line of a configuration or of a dump. */
const NEXT = '=== configuration'
const DUMP = '=== dump'

export function recordDumps(dumps: readonly RecordedDump[]): void {
  writeFileSync(file, dumps.map(({ text, dump }) => [NEXT, text.trimEnd(), DUMP, ...dump, ''].join('\n')).join(''))
}

export function recordedDumps(): RecordedDump[] {
  const parts = readFileSync(file, 'utf8').split(`${NEXT}\n`).slice(1)
  return parts.map((part) => {
    const [text = '', dump = ''] = part.split(`${DUMP}\n`)
    return { text, dump: dump.trimEnd().split('\n') }
  })
}
