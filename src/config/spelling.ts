/** The nearest known word to a misspelt one, for the hint of a diagnostic. */

/** Null when nothing is near enough to be worth a guess: a third of the letters may be wrong. */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  if (word.length > 64) return null
  const limit = Math.max(1, Math.floor(word.length / 3))
  const lower = word.toLowerCase()
  let best: string | null = null
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue
    const other = candidate.toLowerCase()
    // Letter case and the choice between '-' and '_' are the cheapest mistakes.
    const same = other.replace(/-/g, '_') === lower.replace(/-/g, '_')
    const distance = same ? 0.5 : editDistance(lower, other, bestDistance)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); stops above `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let twoAgo: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let smallest = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)
      if (swapped) cost = Math.min(cost, (twoAgo[j - 2] ?? 0) + 1)
      row.push(cost)
      smallest = Math.min(smallest, cost)
    }
    if (smallest > limit) return smallest
    twoAgo = previous
    previous = row
  }
  return previous[b.length] ?? 0
}
