/** npm run bench: prints the table that the README shows, with the date and the machine. */
import { cpus, release, totalmem } from 'node:os'
import { adverts, fastAdverts } from './adverts.ts'
import { configTest } from './config-test.ts'
import { table, type Measurement } from './measure.ts'
import { instances } from './instances.ts'
import { lvs } from './lvs.ts'
import { memory } from './memory.ts'
import { fastTakeover, takeover } from './takeover.ts'

const all: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  takeover,
  'fast-takeover': fastTakeover,
  adverts,
  'fast-adverts': fastAdverts,
  config: configTest,
  memory,
  instances,
  lvs,
}
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(all)

const measurements: Measurement[] = []
for (const name of names) {
  const measure = all[name]
  if (!measure) throw new Error(`no measurement ${name}; there are: ${Object.keys(all).join(', ')}`)
  console.error(`measuring ${name} ...`)
  measurements.push(...(await measure()))
}
const day = new Date().toISOString().slice(0, 10)
console.log(
  `${day}, ${cpus().length} cores (${cpus()[0]?.model ?? '?'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}\n`,
)
console.log(table(measurements))
