/**
 * The package stands alone: it is compiled, packed, installed from its tarball into an empty project without network,
 * and used there from JavaScript. Everything happens on copies in a temporary directory.
 */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..', '..', '..')
const modules = join(root, 'node_modules')
const work = mkdtempSync(join(tmpdir(), 'ipvs-netlink-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

test('imports nothing but itself, Node and netlink', () => {
  const folder = join(root, 'src', 'ipvs-netlink')
  const specifiers = typescriptFiles(folder).flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /^(?:import|export) .*?from '([^']+)'|^} from '([^']+)'|^import\('([^']+)'\)/gm,
      ),
    ].map((match) => {
      const specifier = match[1] ?? match[2] ?? match[3] ?? ''
      return specifier.startsWith('.') ? resolve(dirname(file), specifier) : specifier
    }),
  )
  expect(specifiers.length).toBeGreaterThan(30)
  const foreign = specifiers.filter(
    (name) => !name.startsWith(`${folder}/`) && !name.startsWith('node:') && !/^netlink(\/|$)/.test(name),
  )
  expect(foreign).toEqual([])
})

test('can be packed, installed and used', () => {
  const source = join(work, 'source')
  cpSync(join(root, 'src', 'ipvs-netlink'), source, {
    recursive: true,
    filter: (path) => !/\/(dist|node_modules)$/.test(path),
  })
  symlinkSync(modules, join(source, 'node_modules'))
  const tarball = pack(source)
  const contents = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n')
  expect(contents).toEqual(
    expect.arrayContaining([
      'package/README.md',
      'package/LICENSE',
      'package/package.json',
      'package/dist/index.js',
      'package/dist/index.d.ts',
    ]),
  )
  expect(contents.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))).toEqual([])

  const nestedTypes = join(modules, 'netlink', 'node_modules', '@types', 'node')
  const app = join(work, 'app')
  mkdirSync(app)
  const manifest = {
    name: 'app',
    private: true,
    dependencies: { 'ipvs-netlink': `file:${tarball}` },
    overrides: {
      netlink: `file:${packCopy(join(modules, 'netlink'))}`,
      'node-addon-api': `file:${packCopy(join(modules, 'node-addon-api'))}`,
      'node-gyp-build': `file:${packCopy(join(modules, 'node-gyp-build'))}`,
      '@types/node': `file:${packCopy(existsSync(nestedTypes) ? nestedTypes : join(modules, '@types', 'node'))}`,
    },
  }
  writeFileSync(join(app, 'package.json'), JSON.stringify(manifest))
  npm(app, 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund')

  writeFileSync(
    join(app, 'use.mjs'),
    `import { IpvsError, openIpvs, openNetlink } from 'ipvs-netlink'
import { createFakeKernel } from 'ipvs-netlink/testing'
const fake = openIpvs({ openTransport: createFakeKernel().openTransport })
const { version } = await fake.getInfo()
const real = openIpvs()
// with or without IPVS, with or without privileges: the socket is opened and the kernel answers
const answer = await real.getInfo().catch((error) => error)
real.close()
console.log(JSON.stringify({ version, answered: answer instanceof IpvsError ? answer.errno : 'info', openNetlink: typeof openNetlink }))
`,
  )
  const used: unknown = JSON.parse(execFileSync(process.execPath, ['use.mjs'], { cwd: app, encoding: 'utf8' }))
  expect(used).toMatchObject({ version: '1.2.1', openNetlink: 'function' })
  expect((used as { answered: string }).answered).toMatch(/^(info|ENOENT|EPERM)$/)
}, 120_000)

/** Packs a copy, so that no script of a package can touch the original. */
function packCopy(directory: string): string {
  const copy = join(work, 'copies', basename(directory))
  cpSync(directory, copy, {
    recursive: true,
    dereference: true,
    filter: (path) => path === directory || basename(path) !== 'node_modules',
  })
  return pack(copy, '--ignore-scripts')
}

function pack(directory: string, ...options: readonly string[]): string {
  const printed = npm(directory, 'pack', '--json', '--pack-destination', work, ...options)
  // scripts of the package print before the list
  const [packed] = JSON.parse(printed.slice(printed.search(/^\[/m))) as { filename: string }[]
  if (!packed) throw new Error(`npm packed nothing: ${printed}`)
  return join(work, packed.filename.replace('@', '').replace('/', '-'))
}

function npm(directory: string, ...args: readonly string[]): string {
  return execFileSync('npm', [...args, '--cache', join(work, 'cache'), '--loglevel=error'], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function typescriptFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'dist' || entry.name === 'node_modules') return []
    const path = join(directory, entry.name)
    return entry.isDirectory() ? typescriptFiles(path) : entry.name.endsWith('.ts') ? [path] : []
  })
}
