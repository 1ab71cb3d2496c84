/** A slice of `npm run fuzz`: broken configurations are read, and nothing throws. */
import { expect, test } from 'vitest'
import { checkInput } from '../../fuzz/check-input.ts'
import { makeInput } from '../../fuzz/inputs.ts'

test('two thousand broken configurations', () => {
  for (let seed = 1; seed <= 2_000; seed++)
    expect(checkInput(makeInput(seed), seed % 10 === 0), `seed ${seed}`).toBeNull()
})

test('an input is the same each time', () => {
  for (let seed = 1; seed <= 50; seed++) expect(makeInput(seed).text).toBe(makeInput(seed).text)
})
