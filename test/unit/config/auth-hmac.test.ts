/** What `auth_hmac` in a file comes to. */
import { expect, test } from 'vitest'
import { revealSecret } from '../../../src/lib/secret.ts'
import { instance, loadText, messagesOf, type World } from './load-text.ts'

const HEX = 'hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
const TEXT = 'correct-horse-battery-staple-0123456789A'

function hmacOf(lines: string, others = '', world: World = {}) {
  const result = loadText(instance(`auth_hmac {\n${lines}\n}\n${others}`), world)
  const read = result.config?.vrrp.instances[0]
  return { read, hmac: read?.authHmac, messages: messagesOf(result), status: result.exitStatus }
}

test('keys in three forms, and the defaults', () => {
  const files = { '/etc/k/f': `${TEXT}\r\n` }
  const { hmac, messages, status } = hmacOf(`key 1 ${HEX}\nkey 7 ${TEXT}\nkey 9 file:/etc/k/f\nactive_key 7`, '', {
    files,
  })
  expect(messages).toEqual([])
  expect(status).toBe(0)
  expect(hmac).toMatchObject({ activeKey: 7, mode: 'enforce', windowS: 5 })
  expect(hmac?.keys.map(({ id }) => id)).toEqual([1, 7, 9])
  const octets = (hmac?.keys ?? []).map((one) => revealSecret(one.key))
  expect([...(octets[0] ?? [])]).toEqual(Array.from({ length: 32 }, (_, i) => i))
  expect(octets[1]).toEqual(octets[2])
  expect(new TextDecoder().decode(octets[1])).toBe(TEXT)
})

test('a lone digit is an octet of its own', () => {
  const { hmac } = hmacOf(`key 1 "hex:${'00 '.repeat(31)}1fa"\nactive_key 1`)
  expect([...revealSecret(hmac?.keys[0]?.key ?? { secret: new Uint8Array() })].slice(-2)).toEqual([0x1f, 0x0a])
})

test.each([
  ['advert_int 2', 6],
  ['advert_int 2.9', 6],
  ['advert_int 10', 30],
  ['advert_int 200', 300],
  ['', 5],
])('the window follows from: %s', (line, windowS) => {
  expect(hmacOf(`key 1 ${HEX}\nactive_key 1`, line).hmac?.windowS).toBe(windowS)
})

test('monotonic has no window', () => {
  const { hmac } = hmacOf(`key 1 ${HEX}\nactive_key 1\nanti_replay monotonic\ntime_window 9\nmode receive-only`)
  expect(hmac).toMatchObject({ windowS: null, mode: 'receive-only' })
})

const KEY = `key 1 ${HEX}`

test.each([
  ['no active key', KEY, '(a) auth_hmac: no active_key - disabling extension'],
  ['an unknown one', `${KEY}\nactive_key 2`, '(a) auth_hmac: active_key 2 is not defined - disabling extension'],
  ['nothing', '', '(a) auth_hmac: no active_key - disabling extension'],
])('disabled: %s', (_, lines, message) => {
  const { hmac, messages, status } = hmacOf(lines)
  expect(messages).toContain(message)
  expect(hmac).toBeUndefined()
  expect(status).toBe(5)
})

test.each([
  ['key id', `key 0 ${HEX}`, "(a) auth_hmac key id '0' not in range [1-255]"],
  ['no value', 'key 2', '(a) auth_hmac key 2 has no value'],
  ['short', 'key 2 short', '(a) auth_hmac key 2 length 5 not in range [32-64]'],
  ['long', `key 2 ${'x'.repeat(65)}`, '(a) auth_hmac key 2 length 65 not in range [32-64]'],
  ['bad digits', `key 2 hex:0x${'00'.repeat(32)}`, '(a) auth_hmac key 2 length 0 not in range [32-64]'],
  ['no file', 'key 2 file:/etc/k/none', '(a) auth_hmac key 2 length 0 not in range [32-64]'],
  ['twice', `key 1 ${TEXT}`, '(a) duplicate auth_hmac key id 1 - ignoring'],
  ['window', 'time_window 301', "(a) auth_hmac time_window '301' not in range [1-300]"],
  ['mode', 'mode receive_only', "(a) unknown auth_hmac mode 'receive_only'"],
  ['anti_replay', 'anti_replay none', "(a) unknown auth_hmac anti_replay 'none'"],
])('refused, the rest stays: %s', (_, line, message) => {
  const { hmac, messages, status } = hmacOf(`${KEY}\n${line}\nactive_key 1`)
  expect(messages).toEqual([message])
  expect(hmac).toMatchObject({ keys: [{ id: 1 }], activeKey: 1, mode: 'enforce', windowS: 5 })
  expect(status).toBe(5)
})

test('no secret gets into a message', () => {
  const result = loadText(instance('auth_hmac {\nkey 1 tooshortsecret\nactive_key 1\n}'))
  expect(JSON.stringify(result.diagnostics.map(({ message, hint }) => [message, hint]))).not.toContain('tooshort')
})

test('a key file that others can read is used, with a warning', () => {
  const world = { files: { '/etc/k/f': TEXT }, isPrivateFile: () => false }
  const { hmac, messages, status } = hmacOf('key 1 file:/etc/k/f\nactive_key 1', '', world)
  expect(messages).toEqual(['(a) auth_hmac key file /etc/k/f can be accessed by group or others'])
  expect(hmac?.keys).toHaveLength(1)
  expect(status).toBe(6)
})

test('a key file may be as long as 64 octets in hexadecimal with some space', () => {
  const read = (text: string) => hmacOf('key 1 file:/etc/k/f\nactive_key 1', '', { files: { '/etc/k/f': text } }).hmac
  expect(read(`hex:${'ab'.repeat(64)}${'\n'.repeat(6)}`)?.keys).toHaveLength(1)
  expect(read(`hex:${'ab'.repeat(64)}${'\n'.repeat(7)}`)).toBeUndefined()
  expect(read(`${TEXT}\u0000${'x'.repeat(60)}`)?.keys[0]?.key.secret).toHaveLength(40)
})

test('a password beside it is dropped', () => {
  const { read, messages } = hmacOf(`${KEY}\nactive_key 1`, 'authentication {\nauth_type PASS\nauth_pass x\n}')
  expect(read?.authentication).toEqual({ kind: 'none' })
  expect(messages).toEqual(['(a) authentication cannot be used together with auth_hmac. Ignoring.'])
})

test('strict mode enforces', () => {
  const { hmac, messages } = hmacOf(`${KEY}\nactive_key 1\nmode permissive`, 'strict_mode on')
  expect(messages).toContain('(a) Strict mode requires auth_hmac mode enforce. resetting')
  expect(hmac?.mode).toBe('enforce')
})

test('two blocks are one', () => {
  const { hmac } = hmacOf(KEY, 'auth_hmac {\nactive_key 1\n}')
  expect(hmac?.activeKey).toBe(1)
})

test('the trailer takes the room of an address', () => {
  const addresses = Array.from({ length: 90 }, (_, i) => `fe80::${(i + 1).toString(16)}`).join('\n')
  const count = (mode: string) => {
    const lines = `virtual_ipaddress {\n${addresses}\n}\nauth_hmac {\n${KEY}\nactive_key 1\nmode ${mode}\n}`
    const text = `vrrp_instance a {\ninterface eth0\nvirtual_router_id 1\n${lines}\n}\n`
    return loadText(text).config?.vrrp.instances[0]?.addresses.length
  }
  expect(count('enforce')).toBe(88)
  expect(count('receive-only')).toBe(89)
})
