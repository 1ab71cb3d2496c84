import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { version } from '../../../src/daemon/version.ts'

test('the version is that of the package', () => {
  const path = new URL('../../../package.json', import.meta.url)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version })
})
