/**
 * Words of one line. Two lexers, as in keepalived: the plain one, where only double quotes group, and the one for
 * commands and patterns, where both quotes group, may hold each other, and backslash escapes apply.
 */

const SPACE = 0x20
const TAB = 0x09
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22

/** Words by blanks; a word that begins with a double quote runs to the next one and loses both. */
export function splitWords(text: string): string[] {
  const words: string[] = []
  const length = text.length
  let i = 0
  while (i < length) {
    const c = text.charCodeAt(i)
    if (isBlank(c)) {
      i++
    } else if (c === QUOTE) {
      const end = text.indexOf('"', i + 1)
      // compat: what an open quote begins is no word; the line was complained of already.
      if (end < 0) break
      words.push(text.slice(i + 1, end))
      i = end + 1
    } else {
      let end = i + 1
      for (; end < length; end++) {
        const d = text.charCodeAt(end)
        if (d === QUOTE || isBlank(d)) break
      }
      words.push(text.slice(i, end))
      i = end
    }
  }
  return words
}

/** Form feeds and vertical tabs, too, once the line is one. */
function isBlank(c: number): boolean {
  return c === SPACE || (c >= TAB && c <= CARRIAGE_RETURN)
}

const LETTER_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Words with both kinds of quotes and escapes. An open quote ends at the end of the text. */
export function splitQuoted(text: string): string[] {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '\\' && i + 1 < text.length) {
      const escape = readEscape(text, i + 1)
      word = (word ?? '') + escape.value
      i = escape.end - 1
    } else if (quote !== '') {
      if (c === quote) quote = ''
      else word += c
    } else if (c === '"' || c === "'") {
      quote = c
      word ??= ''
    } else if (c === ' ' || c === '\t') {
      if (word !== null) words.push(word)
      word = null
    } else {
      word = (word ?? '') + c
    }
  }
  if (word !== null) words.push(word)
  return words
}

function readEscape(text: string, at: number): { readonly value: string; readonly end: number } {
  const c = text.charAt(at)
  const letter = LETTER_ESCAPES[c]
  if (letter !== undefined) return { value: letter, end: at + 1 }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))
  if (octal) return { value: String.fromCharCode(parseInt(octal[0], 8) & 0xff), end: at + octal[0].length }
  const hex = c === 'x' ? /^[0-9a-fA-F]{1,2}/.exec(text.slice(at + 1, at + 3)) : null
  if (hex) return { value: String.fromCharCode(parseInt(hex[0], 16)), end: at + 1 + hex[0].length }
  if (c === 'c' && at + 1 < text.length) {
    return { value: String.fromCharCode(text.charCodeAt(at + 1) & 0x1f), end: at + 2 }
  }
  return { value: c, end: at + 1 }
}

/** The quote that is still open at the end of the text, by the rules of `splitQuoted`; empty when none is. */
export function openQuote(text: string): string {
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '\\') i++
    else if (quote === '') quote = c === '"' || c === "'" ? c : ''
    else if (c === quote) quote = ''
  }
  return quote
}

/** A word so that `splitWords` and the reading of lines before it give it back. */
export function quoteWord(word: string): string {
  return /^[$@~]|^include|^$|[\s#!{}]/.test(word) ? `"${word}"` : word
}

/**
 * A word so that `splitQuoted` gives it back. Comments and braces are looked for before, by a reader that knows only
 * double quotes; so those in the word become escapes.
 */
export function quoteCommand(word: string): string {
  if (/^[\w./:=@%+,-]+$/.test(word)) return word
  return `"${word.replace(/[\x00-\x1f"\\]/g, (c) => (c === '\\' ? '\\\\' : hexEscape(c)))}"`
}

function hexEscape(c: string): string {
  return `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`
}
