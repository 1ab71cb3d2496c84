import { expect, test } from 'vitest'
import { dumpOctets, makePageDump } from '../../../src/cli/page-dump.ts'

test('octets stand sixteen in a row, with their offset and what can be read of them', () => {
  const octets = Uint8Array.from('HTTP/1.1 200 OK\r\n', (letter) => letter.charCodeAt(0))
  expect(dumpOctets(octets)).toBe(
    '0000  48 54 54 50 2f 31 2e 31 - 20 32 30 30 20 4f 4b 0d   HTTP/1.1 200 OK.\n' +
      '0016  0a                      -                           .               \n',
  )
  expect(dumpOctets(new Uint8Array())).toBe('')
})

test('a page is told in the order head, body, digest, also without a body', () => {
  let text = ''
  const dump = makePageDump((part) => (text += part))
  dump.observer.onHead?.(Buffer.from('HTTP/1.0 200 OK\r\n\r\n'))
  dump.end(new Uint8Array(16))
  expect(text.match(/\[ .* \]/g)).toEqual([
    '[    HTTP Header Buffer    ]',
    '[ HTTP Header Ascii Buffer ]',
    '[        HTML Buffer        ]',
    '[    HTML hash resulting    ]',
    '[ HTML hash final resulting ]',
  ])
})
