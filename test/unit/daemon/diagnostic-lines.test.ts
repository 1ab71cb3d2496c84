import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/config/diagnostic.ts'
import { diagnosticLevel, diagnosticLine, newErrors } from '../../../src/daemon/diagnostic-lines.ts'

const unknown: Diagnostic = {
  code: 'unknown-keyword',
  severity: 'error',
  class: 'general',
  message: "Unknown keyword 'prioriti'",
  position: { file: '/etc/k.conf', line: 7, column: 3 },
  hint: "did you mean 'priority'?",
}

test('a log line begins as that of the original and ends with what we know beyond it', () => {
  expect(diagnosticLine(unknown)).toBe("(/etc/k.conf: Line 7) Unknown keyword 'prioriti' - did you mean 'priority'?")
  expect(diagnosticLine({ ...unknown, position: null, hint: null })).toBe("Unknown keyword 'prioriti'")
  expect(diagnosticLevel(unknown)).toBe('err')
})

test('an error that was there when the file was accepted is no reason to refuse it again, wherever it has moved', () => {
  const moved = { ...unknown, position: { file: '/etc/k.conf', line: 9, column: 3 } }
  const fresh = { ...unknown, message: "Unknown keyword 'foo'" }
  expect(newErrors([unknown], [moved, fresh])).toEqual([fresh])
  expect(newErrors([], [{ ...unknown, severity: 'warning' }])).toEqual([])
})
