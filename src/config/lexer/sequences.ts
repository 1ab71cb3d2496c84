/** `~SEQ(var, start, step, end) line` and `~LST(var, a, b) line`: one line repeated over values. */

export interface Sequence {
  readonly names: readonly string[]
  /** called once per round; null when there are no more */
  readonly next: () => readonly string[] | null
  /** what is repeated */
  readonly rest: string
}

export type SequenceResult = Sequence | { readonly error: string } | null

const HEAD = /^~(SEQx?|LST)[ \t]*\(/
const MAX_ROUNDS = 1_000_000

/** Null: the line begins with no such word. `expand` resolves references in the parameters. */
export function readSequence(line: string, expand: (text: string) => string): SequenceResult {
  const head = HEAD.exec(line)
  if (!head) return null
  const close = line.indexOf(')', head[0].length)
  if (close < 0) return { error: `no ')' after ~${head[1] ?? ''}` }
  const inside = expand(line.slice(head[0].length, close))
  const rest = line.slice(close + 1).trim()
  return head[1] === 'LST' ? readList(inside, rest) : readRange(inside, rest, head[1] === 'SEQx')
}

function readRange(inside: string, rest: string, hex: boolean): SequenceResult {
  const [name = '', ...texts] = inside.split(',').map((part) => part.trim())
  if (!isName(name)) return { error: `'${name}' is no name for the variable of ~SEQ` }
  const numbers = texts.map(readInteger)
  if (numbers.length < 1 || numbers.length > 3 || numbers.some((n) => n === null)) {
    return { error: `~SEQ takes (name, [start, [step,]] end) with whole numbers, not (${inside})` }
  }
  const values = numbers as number[]
  const end = values[values.length - 1] ?? 0
  const start = values.length > 1 ? (values[0] ?? 1) : end < 0 ? -1 : 1
  const step = values.length > 2 ? (values[1] ?? 1) : values.length > 1 ? (start <= end ? 1 : -1) : end < 0 ? -1 : 1
  if (hex && (start < 0 || end < 0)) return { error: '~SEQx counts no negative numbers' }
  if (step === 0 || (end - start) * step < 0) return { error: `~SEQ(${inside}) never reaches its end` }
  if (Math.abs((end - start) / step) > MAX_ROUNDS) return { error: `~SEQ(${inside}) has too many values` }
  let at = start
  const next = (): readonly string[] | null => {
    if (step > 0 ? at > end : at < end) return null
    const value = hex ? at.toString(16) : String(at)
    at += step
    return [value]
  }
  return { names: [name], next, rest }
}

function readList(inside: string, rest: string): SequenceResult {
  const items = splitItems(inside)
  const names = tuple(items[0] ?? '')
  if (names.length === 0 || !names.every(isName)) return { error: `~LST(${inside}) names no variable` }
  const values = items.slice(1).map(tuple)
  if (values.some((value) => value.length > names.length))
    return { error: `~LST(${inside}) has too many values in a tuple` }
  let at = 0
  const next = (): readonly string[] | null => {
    const value = values[at++]
    return value ? names.map((_, i) => value[i] ?? '') : null
  }
  return { names, next, rest }
}

/** Splits at commas outside braces. */
function splitItems(text: string): string[] {
  const items: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '{') depth++
    else if (c === '}') depth--
    else if (c === ',' && depth === 0) {
      items.push(text.slice(from, i).trim())
      from = i + 1
    }
  }
  items.push(text.slice(from).trim())
  return items
}

function tuple(text: string): readonly string[] {
  const inner = /^\{(.*)\}$/s.exec(text)
  return inner ? (inner[1] ?? '').split(',').map((part) => part.trim()) : [text]
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text)
}

function readInteger(text: string): number | null {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|\d+)$/.exec(text)
  if (!match) return null
  const digits = match[2] ?? ''
  const value = /^0[xX]/.test(digits) ? Number(digits) : /^0\d/.test(digits) ? parseInt(digits, 8) : Number(digits)
  if (!Number.isSafeInteger(value)) return null
  return match[1] === '-' ? -value : value
}
