import { expect, test } from 'vitest'
import { readFileNumber } from '../../../src/lib/file-number.ts'

test.each([
  ['5\n', 5],
  ['  -7 and more', -7],
  ['12abc', 12],
  ['+4', 4],
  ['3.7', 3],
  ['0x10', 16],
  ['010', 8],
  ['08', 0],
  ['0', 0],
  ['-0', 0],
  ['', 0],
  ['hello', 0],
  ['2147483648', 2147483648],
  ['2147483649', null],
  ['-2147483649', null],
  ['99999999999999', null],
])('%j is %j', (text, number) => expect(readFileNumber(text)).toBe(number))
