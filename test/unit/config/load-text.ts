/** Loads a configuration from text, with a world that the test makes up. */
import { loadConfig } from '../../../src/config/load.ts'
import type { ConfigEnvironment, LoadResult } from '../../../src/config/load.ts'
import type { Diagnostic } from '../../../src/config/diagnostic.ts'

export const INTERFACES = ['eth0', 'eth1', 'enp0s8', 'enp0s9', 'ens33']

export interface World extends Partial<ConfigEnvironment> {
  /** further files, by absolute path */
  readonly files?: Readonly<Record<string, string>>
}

export const MAIN = '/etc/k/keepalived.conf'

export function environmentOf(text: string, world: World = {}): ConfigEnvironment {
  const files: Readonly<Record<string, string>> = { [MAIN]: text, ...world.files }
  return {
    readFile: (path) => (files[path] === undefined ? { error: 'No such file or directory' } : { text: files[path] }),
    glob: (pattern) => globIn(Object.keys(files), pattern),
    hostName: 'node.example.net',
    configId: 'node',
    interfaceExists: (name) => INTERFACES.includes(name),
    lookUpUser: (name) => ({ root: { uid: 0, gid: 0 }, nobody: { uid: 65534, gid: 65534 } })[name] ?? null,
    lookUpGroup: (name) => ({ root: 0, nogroup: 65534 })[name] ?? null,
    uid: 0,
    gid: 0,
    userName: 'root',
    inspectScript: (path) =>
      path.includes('nosuch')
        ? { path: null, executable: false, unsafe: null }
        : {
            path: path.startsWith('/') ? path : `/usr/bin/${path}`,
            executable: true,
            unsafe: path.includes('unsafe') ? { component: '/tmp', ownerUid: 1000, mode: 0o777 } : null,
          },
    variables: { SITE: 'north' },
    testing: true,
    randomSeed: 7,
    ...world,
  }
}

function globIn(paths: readonly string[], pattern: string): readonly string[] {
  const regex = new RegExp(
    `^${pattern
      .replace(/[.+^$()|\\{}]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  )
  return paths.filter((path) => regex.test(path)).toSorted()
}

export function loadText(text: string, world: World = {}): LoadResult {
  return loadConfig(MAIN, environmentOf(text, world))
}

/** Without our advice. */
export function complaintsOf(result: LoadResult): Diagnostic[] {
  return result.diagnostics.filter((one) => one.severity !== 'hint')
}

export function messagesOf(result: LoadResult): string[] {
  return complaintsOf(result).map((one) => one.message)
}

/** The one diagnostic of a code; fails the test when there is none or more. */
export function only(result: LoadResult, code: string): Diagnostic {
  const found = result.diagnostics.filter((one) => one.code === code)
  if (found.length !== 1)
    throw new Error(`${found.length} diagnostics '${code}' in: ${JSON.stringify(result.diagnostics, null, 1)}`)
  return found[0] as Diagnostic
}

/** An instance that is right, with further lines in it. */
export function instance(lines: string, name = 'a', vrid = 1): string {
  return `vrrp_instance ${name} {\n interface eth0\n virtual_router_id ${vrid}\n virtual_ipaddress {\n  10.0.0.${vrid}\n }\n${lines}\n}\n`
}

/** A virtual server that is right, with further lines in it and in its real server. */
export function virtualServer(lines: string, realLines = 'TCP_CHECK {\n}'): string {
  return `virtual_server 10.0.0.1 80 {\n lb_algo rr\n lb_kind NAT\n protocol TCP\n${lines}\n real_server 10.0.0.2 80 {\n${realLines}\n }\n}\n`
}
