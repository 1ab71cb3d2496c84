/**
 * Brings a command line into the form that commander reads as the C library's getopt_long would: abbreviated long
 * options spelled out, words that are no options put to the end, optional arguments only where they are attached.
 */
import { optionTable, type OptionRow } from './option-table.ts'

export interface NormalizedArguments {
  readonly options: readonly string[]
  /** words that belong to no option */
  readonly operands: readonly string[]
}

export function normalizeArguments(words: readonly string[]): NormalizedArguments | { readonly error: string } {
  const options: string[] = []
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
    options.push(...read.words)
    if (read.needs === null) continue
    i += 1
    const argument = words[i]
    if (argument === undefined) return { error: `Missing parameter for option ${read.needs}` }
    options.push(argument)
  }
  return { options, operands }
}

interface ReadWord {
  readonly words: readonly string[]
  /** the option whose argument is the next word */
  readonly needs: string | null
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
  if (value !== null) return { words: [`${name}=${value}`], needs: null }
  return { words: [name], needs: option.argument === 'required' ? name : null }
}

/** Exact, or the only one that starts so. */
function findLong(typed: string): OptionRow | null {
  const candidates = optionTable.filter((option) => option.long.startsWith(typed))
  const exact = candidates.find((option) => option.long === typed)
  if (exact !== undefined) return exact
  // An abbreviation that was unambiguous for keepalived stays so, whatever we have besides.
  const [first, ...others] = candidates.some(({ own }) => !own) ? candidates.filter(({ own }) => !own) : candidates
  return first !== undefined && others.length === 0 ? first : null
}

function readShorts(word: string): ReadWord | { readonly error: string } {
  const words: string[] = []
  for (let i = 1; i < word.length; i++) {
    const letter = word[i] ?? ''
    const option = optionTable.find((candidate) => candidate.short === letter)
    if (option === undefined) return hasEnding(words) ? { words, needs: null } : { error: `Unknown option -${letter}` }
    const rest = word.slice(i + 1)
    if (option.argument === 'none') {
      words.push(`-${letter}`)
      continue
    }
    if (rest !== '') return { words: [...words, `--${option.long}=${rest}`], needs: null }
    words.push(`-${letter}`)
    return { words, needs: option.argument === 'required' ? `-${letter}` : null }
  }
  return { words, needs: null }
}

function hasEnding(options: readonly string[]): boolean {
  return options.some((word) => ['-v', '--version', '-h', '--help'].includes(word))
}
