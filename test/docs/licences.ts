/** docs/LICENCES.md: every package that is installed with ours, and its licence, from the lock file. */
import { readFileSync } from 'node:fs'

interface Locked {
  readonly version: string
  readonly license?: string
  readonly dev?: boolean
}

export interface LicensedPackage extends Locked {
  readonly name: string
}

export function licensedPackages(): readonly LicensedPackage[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({ ...locked, name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

export function licences(): string {
  const packages = licensedPackages()
  return [
    '<!-- Made by npm run docs; do not edit. -->',
    '# Licences',
    '',
    'tskeepalived is under the [MIT licence](../LICENSE). What is installed with it:',
    '',
    ...table(packages.filter(({ dev }) => dev !== true)),
    '',
    'Only for building and testing:',
    '',
    ...table(packages.filter(({ dev }) => dev === true)),
    '',
  ].join('\n')
}

function table(packages: readonly LicensedPackage[]): readonly string[] {
  return [
    '| package | version | licence |',
    '|---|---|---|',
    ...packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license ?? 'none named'} |`),
  ]
}
