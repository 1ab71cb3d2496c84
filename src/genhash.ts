#!/usr/bin/env node
/** The second command: genhash. */
import { runGenhash } from './cli/genhash.ts'

process.exitCode = await runGenhash(process.argv.slice(2), 'genhash')
