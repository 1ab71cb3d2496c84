import { expect, test } from 'vitest'
import { sameValue } from '../../../src/lib/same.ts'

test.each([
  [1, 1, true],
  [1, 2, false],
  ['a', 'a', true],
  [null, null, true],
  [null, {}, false],
  [undefined, null, false],
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1, c: 2 }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [Uint8Array.of(1, 2), Uint8Array.of(1, 2), true],
  [Uint8Array.of(1, 2), Uint8Array.of(1, 3), false],
  [Uint8Array.of(1), [1], false],
  [{ a: { b: [Uint8Array.of(7)] } }, { a: { b: [Uint8Array.of(7)] } }, true],
])('%j and %j', (a, b, same) => expect(sameValue(a, b)).toBe(same))
