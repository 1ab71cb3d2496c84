/** The keyword table in sections, as the documents show it: blocks first, each with its keywords and words in their lines. */
import { keywordTable } from '../../src/config/grammar/table.ts'
import type { Keyword } from '../../src/config/grammar/table.ts'

export interface Section {
  /** more than one where the same words stand in several places */
  readonly contexts: readonly string[]
  readonly keywords: readonly Keyword[]
}

/** Contexts in the order of the table; those with the same words are one section. */
export function sections(): readonly Section[] {
  const byContext = new Map<string, Keyword[]>()
  for (const keyword of keywordTable()) {
    const list = byContext.get(keyword.context) ?? []
    list.push(keyword)
    byContext.set(keyword.context, list)
  }
  const bySignature = new Map<string, { contexts: string[]; keywords: readonly Keyword[] }>()
  for (const [context, keywords] of byContext) {
    const signature = JSON.stringify(keywords.map((keyword) => ({ ...keyword, context: '' })))
    const known = bySignature.get(signature)
    if (known === undefined) bySignature.set(signature, { contexts: [context], keywords })
    else known.contexts.push(context)
  }
  return [...bySignature.values()]
}

const ON_INVALID: Readonly<Record<NonNullable<Keyword['onInvalid']>, string>> = {
  ignore: 'ignored',
  clamp: 'nearest good value',
  default: 'default',
  reject: 'block refused',
}

/** What happens with a bad value; empty: there is no value. */
export function onInvalidText({ onInvalid }: Keyword): string {
  return onInvalid === null ? '' : ON_INVALID[onInvalid]
}

/** Null: no limits, or they stand in the syntax already. */
export function rangeText({ range }: Keyword): string | null {
  if (range === null) return null
  return range.most >= 2 ** 44 ? `${range.least} or more` : `${range.least} to ${range.most}`
}

/** The sentence, and the word that says the same. */
export function sentence({ doc, sameAs, oldNameOf }: Keyword): string {
  if (sameAs !== null) return doc === 'the same' ? `the same as ${sameAs}` : `${doc}; the same as ${sameAs}`
  if (oldNameOf === null) return doc
  if (oldNameOf === '') return `old: ${doc}`
  return `old: write ${oldNameOf}`
}
