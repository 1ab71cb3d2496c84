/** The documents that are made from the keyword table and the table of options. `npm run docs` writes them; a test in test/tidy compares. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { bashCompletion } from './completion.ts'
import { editorData } from './editor-data.ts'
import { daemonPage, genhashPage } from './command-pages.ts'
import { licences } from './licences.ts'
import { manPage } from './man-page.ts'
import { markdown } from './markdown.ts'

export const documents: Readonly<Record<string, () => string>> = {
  'docs/keywords.md': markdown,
  'docs/keywords.json': editorData,
  'docs/man/keepalived.conf.5': manPage,
  'docs/man/tskeepalived.8': daemonPage,
  'docs/man/genhash.1': genhashPage,
  'docs/completion/tskeepalived.bash': bashCompletion,
  'docs/LICENCES.md': licences,
}

export function writeDocuments(): void {
  for (const [path, make] of Object.entries(documents)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, make())
    process.stdout.write(`${path}\n`)
  }
}
