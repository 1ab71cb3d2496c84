/** A mail server's name that has no address yet is a warning and nothing more. */
import { expect, test } from 'vitest'
import { loadText, only } from './load-text.ts'

const text = 'global_defs {\n smtp_server mail.example.net 2525\n}\n'

test('a name that does not resolve under -t: one warning, status 0, the server stays', () => {
  const asked: string[] = []
  const result = loadText(text, { canResolve: (host) => asked.push(host) < 0 })
  expect(asked).toEqual(['mail.example.net'])
  const diagnostic = only(result, 'unresolved-name')
  expect(diagnostic).toMatchObject({ severity: 'warning', class: null, position: { line: 2, column: 14 } })
  expect(diagnostic.message).toBe('Invalid smtp server mail.example.net 2525')
  expect(result.exitStatus).toBe(0)
  expect(result.config?.global.email.server).toEqual({ host: 'mail.example.net', port: 2525 })
})

test('a name that resolves, or a start that does not ask: nothing is said', () => {
  expect(loadText(text, { canResolve: () => true }).diagnostics).toEqual([])
  expect(loadText(text).diagnostics).toEqual([])
})
