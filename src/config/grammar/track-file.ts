/** Keywords of `track_file`, and the number that it may begin with. */
import { contextOf } from './block.ts'
import type { Reader, RowSpec } from './row.ts'
import { reportBad, word } from './scalar.ts'
import { weighted } from './tracker-values.ts'

// prettier-ignore
export const trackFileRows = [
  {
    name: 'file', field: 'file', value: word, missing: 'track file file name missing',
    once: 'File already set for track file %o - ignoring %w', samples: ['/run/track'],
    dumped: { label: 'File' }, doc: 'the file; its number is the value',
  },
  {
    name: 'weight', field: 'weight', value: weighted(254), default: '1',
    missing: 'No weight specified for track file %o - ignoring',
    once: 'Weight already set for track file %o - ignoring %w',
    bad: 'Weight (%w) for track_file %o must be between [-254..254] inclusive. Ignoring...',
    dumped: { label: 'Weight', as: 'weight' }, doc: 'what the number is multiplied with',
  },
  {
    name: 'init_file', field: 'initFile', value: initFile(),
    dumped: { label: 'Status' },
    doc: 'make the file at start, with this number',
  },
] as const satisfies readonly RowSpec[]

export const trackFileContext = contextOf('track_file', trackFileRows)

export interface InitFile {
  readonly value: number
  readonly overwrite: boolean
}

/** Beyond it a priority is at its end. */
const MAX_INIT = 254

/** `[<number>] [overwrite]` */
function initFile(): Reader<InitFile> {
  return {
    syntax: '[<number>] [overwrite]',
    block: null,
    read: (statement, row, use) => {
      let value = 0
      let overwrite = false
      for (const option of statement.words.slice(1)) {
        if (option === 'overwrite') overwrite = true
        else if (/^[+-]?\d{1,10}$/.test(option)) value = Number(option)
        else {
          const numeric = /^[+-]?\d/.test(option)
          const message = numeric
            ? `Track file ${use.owner} init value ${option} is invalid`
            : `Unknown track file init option ${option}`
          reportBad(statement, { ...row, bad: message }, use, option, `expected ${row.value.syntax}`)
          return undefined
        }
      }
      if (Math.abs(value) > MAX_INIT) {
        const bad = `Track file ${use.owner} init value ${value} is outside sensible range [-${MAX_INIT}, ${MAX_INIT}]`
        reportBad(statement, { ...row, bad }, use, String(value), 'a priority changes by no more than that')
      }
      return { value, overwrite }
    },
    samples: ['', '7', '-7 overwrite'],
    write: ({ value, overwrite }) => [String(value), ...(overwrite ? ['overwrite'] : [])],
  }
}
