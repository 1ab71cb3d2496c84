/**
 * One name against one pattern of the shell: `*`, `?`, `[a-z]`, `[!a-z]`. No regular expression: a pattern of many stars
 * would take for ever with one, and a set that makes no sense would not compile.
 */

/** In steps of at most the product of both lengths: only the last star is ever tried again. */
export function matchesGlob(name: string, pattern: string): boolean {
  let at = 0
  let token = 0
  let starToken = -1
  let starAt = 0
  while (at < name.length) {
    if (pattern.charAt(token) === '*') {
      starToken = token++
      starAt = at
      continue
    }
    const end = matchOne(name.charAt(at), pattern, token)
    if (end >= 0) {
      token = end
      at++
    } else if (starToken >= 0) {
      token = starToken + 1
      at = ++starAt
    } else return false
  }
  while (pattern.charAt(token) === '*') token++
  return token >= pattern.length
}

/** Where the pattern goes on after the token that takes this character; -1: it does not take it. */
function matchOne(character: string, pattern: string, token: number): number {
  const sign = pattern.charAt(token)
  if (sign === '?') return token + 1
  const close = sign === '[' ? closeOf(pattern, token) : -1
  if (close < 0) return sign === character ? token + 1 : -1
  const not = '!^'.includes(pattern.charAt(token + 1))
  return inSet(character, pattern.slice(token + (not ? 2 : 1), close)) === not ? -1 : close + 1
}

/** The `]` of a set; one that comes first belongs to it. -1: there is none, and `[` means itself. */
function closeOf(pattern: string, token: number): number {
  const first = token + ('!^'.includes(pattern.charAt(token + 1)) ? 2 : 1)
  return pattern.indexOf(']', first + 1)
}

function inSet(character: string, set: string): boolean {
  for (let i = 0; i < set.length; i++) {
    if (set.charAt(i + 1) === '-' && i + 2 < set.length) {
      if (character >= set.charAt(i) && character <= set.charAt(i + 2)) return true
      i += 2
    } else if (set.charAt(i) === character) return true
  }
  return false
}
