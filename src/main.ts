#!/usr/bin/env -S node --v8-pool-size=1 --max-semi-space-size=4
/** From arguments to a role; nothing else. */
import { fileURLToPath } from 'node:url'
import { run } from './cli/run.ts'

await run(fileURLToPath(import.meta.url), process.argv.slice(2))
