/** docs/keywords.md: every keyword in tables. */
import type { Keyword } from '../../src/config/grammar/table.ts'
import { onInvalidText, rangeText, sections, sentence } from './sections.ts'
import type { Section } from './sections.ts'

const HEAD = `# Keywords

Every word that a configuration may have, by the blocks where it may stand. Made from the table in \`src/config/grammar/\` by
\`npm run docs\`; do not edit it here. The same as a manual page: [man/keepalived.conf.5](man/keepalived.conf.5); for
editors: [keywords.json](keywords.json).

- *Bad value*: what keepalived 2.2.7 does with it, and so do we; the log and \`-t\` say so, and the exit status of \`-t\` is not 0.
- *Since*: the version of keepalived that brought a word; nothing: 2.2.7 has it.
- *In the dump*: how the line begins that \`-t -d\` writes of it; nothing: no line of this kind.
- ○: understood and checked, but without effect here so far; \`-t\` says so, too.
- Times in seconds may have decimals, to the microsecond.

## keywords.json

One object: \`format\` (1), \`compatibleWith\` (the version of keepalived that is compared with) and \`keywords\`, a list of objects:

| member | is |
| --- | --- |
| \`context\` | keywords that lead there, joined with /; \`(root)\`; \`(lexer)\`: any line; \`(boolean)\`: where on and off are expected; \`(script)\`: where a command is expected |
| \`name\` | the word; in angle brackets: a place that takes a value without a word before it |
| \`kind\` | \`keyword\`: begins a line in its block; \`word\`: inside the line, or in a line of the list, of the last keyword of its context |
| \`arguments\` | what follows it, in the notation of manual pages |
| \`block\` | true: braces follow |
| \`sentence\` | what it does |
| \`default\`, \`unit\`, \`since\` | text, or null |
| \`range\` | least and most as numbers, or null |
| \`onInvalid\` | \`ignore\`, \`clamp\`, \`default\`, \`reject\`, or null where there is no value |
| \`deprecated\` | true for old names |
| \`instead\` | today's word for it, or null |
| \`sameAs\` | the word that it is another spelling of, or null |
| \`acts\` | false: without effect here so far |
| \`dumped\` | how its line in the dump begins, or null |
`

export function markdown(): string {
  return `${HEAD}\n${sections().map(sectionText).join('\n')}`
}

function sectionText({ contexts, keywords }: Section): string {
  const [first = '', ...others] = contexts
  const also = others.length === 0 ? '' : `Also: ${others.map((context) => `\`${context}\``).join(', ')}\n\n`
  const head = '| word | range | default | bad value | since | in the dump | what |\n| --- | --- | --- | --- | --- | --- | --- |\n'
  return `## ${first}\n\n${also}${head}${keywords.map(rowText).join('')}`
}

function rowText(keyword: Keyword): string {
  const { name, syntax, default: preset, unit, since, dumped, acts } = keyword
  const usage = syntax === '' || name.startsWith('<') ? name : `${name} ${syntax}`
  const range = [rangeText(keyword), unit].filter((part) => part !== null).join(' ')
  const what = `${acts ? '' : '○ '}${sentence(keyword)}`
  const cells = [code(usage), range, preset ?? '', onInvalidText(keyword), since ?? '', plain(dumped ?? ''), plain(what)]
  return `| ${cells.join(' | ')} |\n`
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}

function plain(text: string): string {
  return text.replaceAll('|', '\\|').replace(/[<>*_$]/g, (c) => `\\${c}`)
}
