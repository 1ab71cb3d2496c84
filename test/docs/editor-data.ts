/** docs/keywords.json: what an editor needs to complete and to explain. docs/keywords.md describes its format. */
import { keywordTable } from '../../src/config/grammar/table.ts'

export function editorData(): string {
  const keywords = keywordTable().map((keyword) => ({
    context: keyword.context,
    name: keyword.name,
    kind: keyword.kind,
    arguments: keyword.syntax,
    block: keyword.takesBlock,
    sentence: keyword.doc,
    default: keyword.default,
    range: keyword.range === null ? null : [keyword.range.least, keyword.range.most],
    unit: keyword.unit,
    since: keyword.since,
    onInvalid: keyword.onInvalid,
    deprecated: keyword.oldNameOf !== null,
    instead: keyword.oldNameOf === '' ? null : keyword.oldNameOf,
    sameAs: keyword.sameAs,
    acts: keyword.acts,
    dumped: keyword.dumped,
  }))
  const rows = keywords.map((keyword) => `    ${JSON.stringify(keyword)}`)
  return `{\n  "format": 1,\n  "compatibleWith": "2.2.7",\n  "keywords": [\n${rows.join(',\n')}\n  ]\n}\n`
}
