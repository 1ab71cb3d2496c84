/** Comments of one line: from `#` or `!` to its end, unless in double quotes or after a backslash. */

const HASH = 0x23
const BANG = 0x21
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** The line without its comment; `\#` and `\!` become the bare character outside quotes. */
export function stripComment(line: string): string {
  let out = ''
  let from = 0
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i)
    if (c === BACKSLASH) {
      // It takes the next character's meaning, be that a quote or another backslash.
      const next = line.charCodeAt(++i)
      if (quoted || (next !== HASH && next !== BANG)) continue
      out += line.slice(from, i - 1)
      from = i
    } else if (c === QUOTE) quoted = !quoted
    else if (!quoted && (c === HASH || c === BANG)) return out + line.slice(from, i)
  }
  return from === 0 ? line : out + line.slice(from)
}
