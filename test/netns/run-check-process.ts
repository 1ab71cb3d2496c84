/** Runs checks one after another from inside a namespace: a JSON list of checkers in, one JSON result a line out. */
import { runCheck } from '../../src/checkers/run-check.ts'
import type { CheckerConfig } from '../../src/config/config.ts'
import { readIp } from '../../src/lib/ip.ts'
import { runCommand } from '../../src/linux/spawn.ts'

type Written = Omit<CheckerConfig, 'connection'> & { connection: Record<string, unknown> }

for (const written of JSON.parse(process.argv[2] ?? '[]') as Written[]) {
  const { address, bindAddress } = written.connection as { address: string; bindAddress: string | null }
  const connection = {
    ...written.connection,
    address: readIp(address),
    bindAddress: bindAddress === null ? null : readIp(bindAddress),
  }
  const checker = { ...written, connection } as CheckerConfig
  const result = await runCheck(checker, { ssl: null, runCommand }, new AbortController().signal)
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
