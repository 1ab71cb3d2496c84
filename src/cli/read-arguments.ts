/**
 * Reads a command line as the C library's getopt_long does: long options may be abbreviated, short ones bundled, words that
 * are no options stand anywhere, optional arguments count only where they are attached.
 */
import { optionTable, type OptionRow } from './option-table.ts'

export interface FoundOption {
  readonly option: OptionRow
  readonly value: string | null
}

export interface FoundArguments {
  /** in their order */
  readonly options: readonly FoundOption[]
  /** words that belong to no option */
  readonly operands: readonly string[]
}

export function readArguments(words: readonly string[]): FoundArguments | { readonly error: string } {
  const options: FoundOption[] = []
  const operands: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    if (word === '--') {
      operands.push(...words.slice(i + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    const read = word.startsWith('--') ? readLong(word) : readShorts(word)
    if ('error' in read) {
      // Options in front of the bad one still count: -v before it prints the version.
      return hasEnding(options) ? { options, operands } : read
    }
    options.push(...read.options)
    const { needs } = read
    if (needs === null) continue
    const value = words[++i]
    if (value === undefined) return { error: `Missing parameter for option ${needs.typed}` }
    options.push({ option: needs.option, value })
  }
  return { options, operands }
}

interface ReadWord {
  readonly options: readonly FoundOption[]
  /** the option whose argument is the next word */
  readonly needs: { readonly option: OptionRow; readonly typed: string } | null
}

function readLong(word: string): ReadWord | { readonly error: string } {
  const equals = word.indexOf('=')
  const typed = equals < 0 ? word : word.slice(0, equals)
  const value = equals < 0 ? null : word.slice(equals + 1)
  const option = findLong(typed.slice(2))
  if (option === null) return { error: `Unknown option ${typed}` }
  const name = `--${option.long}`
  if (value === '') return { error: `Missing parameter for option ${name}` }
  if (value !== null && option.argument === 'none') return { error: `Unknown option ${word}` }
  if (value === null && option.argument === 'required') return { options: [], needs: { option, typed: name } }
  return { options: [{ option, value }], needs: null }
}

/** Exact, or the only one that starts so. */
function findLong(typed: string): OptionRow | null {
  const candidates = optionTable.filter((option) => option.long.startsWith(typed))
  const exact = candidates.find((option) => option.long === typed)
  if (exact !== undefined) return exact
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

function readShorts(word: string): ReadWord | { readonly error: string } {
  const options: FoundOption[] = []
  for (let i = 1; i < word.length; i++) {
    const letter = word[i] ?? ''
    const option = optionTable.find((candidate) => candidate.short === letter)
    if (option === undefined) {
      return hasEnding(options) ? { options, needs: null } : { error: `Unknown option -${letter}` }
    }
    const rest = word.slice(i + 1)
    if (option.argument === 'none') {
      options.push({ option, value: null })
      continue
    }
    if (rest === '' && option.argument === 'required') return { options, needs: { option, typed: `-${letter}` } }
    return { options: [...options, { option, value: rest === '' ? null : rest }], needs: null }
  }
  return { options, needs: null }
}

function hasEnding(options: readonly FoundOption[]): boolean {
  return options.some(({ option }) => option.long === 'version' || option.long === 'help')
}
