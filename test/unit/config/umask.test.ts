import { describe, expect, test } from 'vitest'
import { loadText, messagesOf } from './load-text.ts'

const load = (value: string) => loadText(`global_defs {\numask ${value}\n}\n`)

describe('umask', () => {
  test.each([
    ['8', 8],
    ['0X1ff', 0o777],
    ['IROTH|IWOTH', 6],
    ['IROTH | IWOTH', 6],
    ['IROTH |IWOTH| IXOTH', 7],
    ['"IROTH|IWOTH"', 6],
  ])('%s', (value, mask) => {
    const result = load(value)
    expect(messagesOf(result)).toEqual([])
    expect(result.config?.global.umask).toBe(mask)
  })

  // Each as 2.2.7 says it.
  test.each([
    ['IROTH IWOTH', 'Invalid umask syntax IWOTH'],
    ['IROTH|IWOTH XX', 'Invalid umask syntax XX'],
    ['"IROTH | IWOTH"', 'Invalid umask syntax IROTH | IWOTH'],
    ['IROTH|', 'umask missing bit value'],
    ['IROTH | IWOTH |', 'umask missing bit value'],
    ['""', 'umask missing bit value'],
    ['|IROTH', 'Unknown umask bit |IROTH'],
    ['IROTH || IWOTH', 'Unknown umask bit |'],
    ['irOTH', 'Unknown umask bit irOTH'],
    ['+5', 'Unknown umask bit +5'],
    ['5x', 'invalid umask value 5x'],
    ['08', 'invalid umask value 08'],
    ['01000', 'invalid umask value 01000'],
    ['022 IROTH', 'Extra parameter(s) to umask option'],
  ])('%s is refused', (value, message) => {
    const result = load(value)
    expect(messagesOf(result)).toEqual([message])
    expect(result.config?.global.umask).toBe(load('0177').config?.global.umask)
  })
})
