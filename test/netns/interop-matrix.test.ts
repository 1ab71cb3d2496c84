/** A ninth of the matrix of `npm run interop`, which plays every cell and writes docs/interop.md. */
import { describe, test } from 'vitest'
import { nameOf, sample } from '../interop/cells.ts'
import { play } from '../interop/play.ts'
import { whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

describe.skipIf(why !== null)(`with the real keepalived${why === null ? '' : ` (${why})`}`, () => {
  for (const cell of sample) test.concurrent(nameOf(cell), () => play(cell))
})
