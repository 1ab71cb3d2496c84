/** The window of a configuration onto this host, on files of its own. */
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../../src/config/load.ts'
import { makeConfigEnvironment } from '../../../src/linux/config-environment.ts'

const environment = makeConfigEnvironment({ testing: true, configId: 'here' })
let folder = ''

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tsk-env-')))
  mkdirSync(join(folder, 'sub'))
  for (const name of ['b.conf', 'a.conf', '.hidden.conf', 'sub/c.conf', 'a[1].conf'])
    writeFileSync(join(folder, name), `# ${name}\n`)
  writeFileSync(join(folder, 'latin1'), Buffer.from([0x61, 0xe9, 0x0a]))
  writeFileSync(join(folder, 'run.sh'), '#!/bin/sh\n')
  chmodSync(join(folder, 'run.sh'), 0o755)
  symlinkSync('run.sh', join(folder, 'link.sh'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const names = (pattern: string) => environment.glob(join(folder, pattern)).map((path) => path.slice(folder.length + 1))

describe('glob', () => {
  test.each([
    ['*.conf', ['a.conf', 'a[1].conf', 'b.conf']],
    ['?.conf', ['a.conf', 'b.conf']],
    ['[a].conf', ['a.conf']],
    ['[!a].conf', ['b.conf']],
    ['.h*', ['.hidden.conf']],
    ['*/*.conf', ['sub/c.conf']],
    ['a.conf', ['a.conf']],
    ['nosuch', []],
    ['nosuch/*', []],
    ['a.*nf', ['a.conf']],
  ])('%s', (pattern, expected) => {
    expect(names(pattern)).toEqual(expected)
  })
})

describe('files', () => {
  test('are UTF-8, or one character an octet', () => {
    expect(environment.readFile(join(folder, 'a.conf'))).toEqual({ text: '# a.conf\n' })
    expect(environment.readFile(join(folder, 'latin1'))).toEqual({ text: 'aé\n', latin1: true })
    expect(environment.readFile(join(folder, 'nosuch'))).toEqual({ error: 'No such file or directory' })
    expect(environment.readFile(folder)).toEqual({ error: 'Is a directory' })
  })

  test('have kinds', () => {
    const kinds = ['a.conf', 'run.sh', 'sub', 'nosuch'].map((name) => environment.fileKind?.(join(folder, name)))
    expect(kinds).toEqual(['regular', 'executable', 'directory', 'missing'])
  })

  test('an executable one is not included, and a strict include of it is refused', () => {
    const main = join(folder, 'sub', 'main.conf')
    writeFileSync(main, 'include ../*.sh\nincluder ../run.sh\ninclude ../[ab].conf\n')
    const result = loadConfig(main, environment)
    expect(result.exitStatus).toBe(6)
    expect(result.config?.files.map((path) => path.slice(folder.length + 1))).toEqual([
      'sub/main.conf',
      'a.conf',
      'b.conf',
    ])
  })
})

describe('scripts', () => {
  test('are found in the path or where they are; a directory is resolved, the name of a program is kept', () => {
    expect(environment.inspectScript('sh').path).toMatch(/^\/.*\/sh$/)
    expect(environment.inspectScript(join(folder, 'link.sh'))).toMatchObject({
      path: join(folder, 'link.sh'),
      executable: true,
    })
    expect(environment.inspectScript(join(folder, 'a.conf'))).toMatchObject({
      path: join(folder, 'a.conf'),
      executable: false,
    })
    expect(environment.inspectScript(join(folder, 'nosuch', 'x'))).toEqual({
      path: null,
      executable: false,
      unsafe: null,
      missing: join(folder, 'nosuch'),
    })
    expect(environment.inspectScript(folder)).toMatchObject({ path: null, components: expect.any(Array) as unknown })
    expect(environment.inspectScript('/bin/sh').components?.[0]).toMatchObject({
      path: '/',
      uid: expect.any(Number) as unknown,
    })
  })

  test('keep the links of their path, and look at all that is passed on the way', () => {
    mkdirSync(join(folder, 'real', 'inner'), { recursive: true })
    mkdirSync(join(folder, 'open'))
    writeFileSync(join(folder, 'real', 'inner', 'run.sh'), '#!/bin/sh\n', { mode: 0o755 })
    symlinkSync(join('..', 'real'), join(folder, 'open', 'middle'))
    symlinkSync(join(folder, 'open', 'middle'), join(folder, 'way'))
    const written = join(folder, 'way', 'inner', '..', 'inner', 'run.sh')
    expect(environment.inspectScript(written).path).toBe(join(folder, 'real', 'inner', 'run.sh'))
    expect(environment.inspectScript(written, true).path).toBe(join(folder, 'way', 'inner', 'run.sh'))
    if (process.getuid?.() !== 0) return
    expect(environment.inspectScript(written, true).unsafe).toBeNull()
    chmodSync(join(folder, 'open'), 0o777)
    expect(environment.inspectScript(written, true).unsafe).toMatchObject({ component: join(folder, 'open') })
    expect(environment.inspectScript(written).unsafe).toBeNull()
  })

  test.skipIf(process.getuid?.() !== 0)('say which component others can write', () => {
    const script = join(folder, 'run.sh')
    chmodSync(script, 0o757)
    expect(environment.inspectScript(script).unsafe).toMatchObject({ component: script, ownerUid: 0 })
    chmodSync(script, 0o755)
    expect(environment.inspectScript(script).unsafe).toBeNull()
    chmodSync(folder, 0o777)
    expect(environment.inspectScript(script).unsafe).toMatchObject({ component: folder })
    chmodSync(folder, 0o1777)
    expect(environment.inspectScript(script).unsafe).toBeNull()
    chmodSync(folder, 0o700)
  })
})

test('accounts, interfaces and names', () => {
  expect(environment.lookUpUser('root')).toEqual({ uid: 0, gid: 0 })
  expect(environment.lookUpUser('nosuchuser')).toBeNull()
  expect(environment.lookUpGroup('root')).toBe(0)
  expect(environment.lookUpGroup('nosuchgroup')).toBeNull()
  expect([
    environment.interfaceExists('lo'),
    environment.interfaceExists('nosuch0'),
    environment.interfaceExists('../..'),
  ]).toEqual([true, false, false])
  expect(environment.configId).toBe('here')
})
