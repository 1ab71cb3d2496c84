import { expect, test } from 'vitest'
import { inVain, libc, MSG_DONTWAIT, tryLibc } from '../../../src/linux/libc.ts'
import { openSocketPair } from '../../../src/linux/socket-pair.ts'

test('what is sent in vain is refused and arrives nowhere, and only until the work has ended or thrown', () => {
  const [one, other] = openSocketPair()
  const send = (octet: number) => tryLibc('sendto', one, Uint8Array.of(octet), 1, MSG_DONTWAIT, null, 0)
  try {
    const thrown = new Error('of the work')
    expect(() =>
      inVain(() => {
        expect(send(1).errno).toBe('EBADF')
        throw thrown
      }),
    ).toThrow(thrown)
    expect(send(2)).toEqual({ value: 1, errno: null })
    const heard = new Uint8Array(new ArrayBuffer(8))
    expect(tryLibc('recv', other, heard, heard.length, MSG_DONTWAIT).value).toBe(1)
    expect(heard[0]).toBe(2)
  } finally {
    libc('close', one)
    libc('close', other)
  }
})
