/** Compares the text scenarios with what the machine does now; with --update it writes the traces anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { runScenario } from './scenario.ts'

const folder = new URL('./scenarios/', import.meta.url)
const update = process.argv.includes('--update')
for (const name of readdirSync(folder)
  .filter((entry) => entry.endsWith('.txt'))
  .sort()) {
  const file = new URL(name, folder)
  const text = readFileSync(file, 'utf8')
  const now = runScenario(text)
  if (now === text) continue
  console.log(`${name} ${update ? 'updated' : 'differs'}`)
  if (update) writeFileSync(file, now)
  else process.exitCode = 1
}
