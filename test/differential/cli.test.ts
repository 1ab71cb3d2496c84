/** The command line beside the original's: exit status of everything that ends by itself, and what --signum says. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandOf, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'
let folder = ''
let lan: Lan

beforeAll(() => {
  if (why !== null) return
  lan = new Lan('cli', [{ name: 'host', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
  folder = mkdtempSync(join(tmpdir(), 'tsk-cli-'))
  writeFileSync(join(folder, 'good.conf'), instance('eth0', 'auth_pass 1234'))
  writeFileSync(join(folder, 'no-interface.conf'), instance('nosuch0', 'auth_pass 1234'))
  writeFileSync(join(folder, 'typo.conf'), instance('eth0', 'auth_pas 1234'))
  writeFileSync(join(folder, 'argument.conf'), instance('eth0', 'auth_pass'))
  writeFileSync(join(folder, 'open.conf'), instance('eth0', 'auth_pass 1234').slice(0, -2))
  writeFileSync(join(folder, 'empty.conf'), '')
  writeFileSync(join(folder, 'missing-include.conf'), `${instance('eth0', 'auth_pass 1234')}include nowhere.conf\n`)
  writeFileSync(join(folder, 'executable.conf'), instance('eth0', 'auth_pas 1234'))
  chmodSync(join(folder, 'executable.conf'), 0o755)
  writeFileSync(join(folder, 'members.conf'), membersOfOtherPorts(30))
  spawnSync('mkfifo', [join(folder, 'pipe.conf')])
})
afterAll(() => {
  if (why !== null) return
  lan.close()
  rmSync(folder, { recursive: true })
})

function membersOfOtherPorts(count: number): string {
  const members = Array.from({ length: count }, (_, i) => `  10.9.1.${i} 80\n`).join('')
  const server = '  real_server 10.9.0.2 81 {\n    TCP_CHECK {\n    }\n  }\n'
  return `virtual_server_group g {\n${members}}\nvirtual_server group g {\n  lb_algo rr\n  lb_kind DR\n  protocol TCP\n${server}}\n`
}

function instance(nic: string, password: string): string {
  return `vrrp_instance VI_1 {
  interface ${nic}
  virtual_router_id 51
  priority 100
  authentication {
    auth_type PASS
    ${password}
  }
  virtual_ipaddress {
    10.9.0.100/24
  }
}
`
}

function run(program: Program, words: readonly string[]) {
  const { command, args } = commandOf(program)
  const inHost = ['netns', 'exec', lan.host('host').namespace, command, ...args, ...words]
  const result = spawnSync('ip', inHost, { cwd: folder, encoding: 'utf8', timeout: 20_000 })
  return { status: result.status, stdout: result.stdout, stderr: result.stderr }
}

const both = (words: readonly string[]) => ({ ours: run('tskeepalived', words), theirs: run('keepalived', words) })

describe.skipIf(why !== null)(`command line${why === null ? '' : ` (${why})`}`, () => {
  test.each([
    [['-v']],
    [['--no-mem-check']],
    [['--perf']],
    [['-L']],
    [['-mxB', '-A', 'unix:/x', '-t', '-f', 'good.conf']],
    [['-e', '-t', '-f', 'missing-include.conf']],
    [['-t', '-f', 'missing-include.conf']],
    [['--re', '-t', '-f', 'good.conf']],
    [['--version']],
    [['-h']],
    [['--help']],
    [['-nv']],
    [['--foo']],
    [['-Z']],
    [['-f']],
    [['--use-file=']],
    [['--log']],
    [['--signum=NOSUCH']],
    [['--signum', 'TDUMP']],
    [['-t', '-f', 'good.conf']],
    [['--config-test', '--use-file=good.conf']],
    [['--config-t', '-fgood.conf']],
    [['-t', '-f', 'good.conf', 'extra', 'words']],
    [['-t', '-S', '9', '-f', 'good.conf']],
    [['-t', '-f', 'no-interface.conf']],
    [['-t', '-f', 'typo.conf']],
    [['-t', '-f', 'argument.conf']],
    [['-t', '-f', 'open.conf']],
    [['-t', '-f', 'empty.conf']],
    [['-t', '-d', '-f', 'good.conf']],
    [['-t/nosuch/log', '-f', 'good.conf']],
  ])('%j ends with the same status', (words) => {
    const { ours, theirs } = both(words)
    expect(ours.status, ours.stderr).toBe(theirs.status)
  })

  test.each(['STOP', 'RELOAD', 'DATA', 'STATS', 'STATS_CLEAR', 'JSON'])(
    '--signum=%s prints the same number',
    (name) => {
      const { ours, theirs } = both([`--signum=${name}`])
      expect(ours).toEqual(theirs)
    },
  )

  test.each([[['--foo']], [['-Z']], [['-f']], [['--use-file=']], [['--signum=NOSUCH']]])(
    '%j is refused with the same words',
    (words) => {
      const { ours, theirs } = both(words)
      expect(ours.stderr.trim()).toBe(theirs.stderr.trim())
    },
  )

  test('-tLOG writes the complaints there, readable to us alone', () => {
    const { ours, theirs } = both(['-tlog', '-f', 'typo.conf'])
    expect(ours.status).toBe(theirs.status)
    expect(ours.stderr).toBe('')
    expect(readFileSync(join(folder, 'log'), 'utf8')).toContain('auth_pas')
  })

  test('mistakes in an executable file are found; 2.2.7 skips the file', () => {
    const { ours, theirs } = both(['-t', '-f', 'executable.conf'])
    expect(theirs.stderr).toContain('is not a regular non-executable file - skipping')
    expect([theirs.status, ours.status]).toEqual([0, 5])
    expect(ours.stderr).toContain('auth_pas')
  })

  test('a pipe is refused and not waited for; 2.2.7 skips it', () => {
    const { ours, theirs } = both(['-t', '-f', 'pipe.conf'])
    expect([theirs.status, ours.status]).toEqual([0, 4])
    expect(ours.stderr).toContain('pipes and devices are not read')
  })

  test('twenty members of a group with other ports are told for a server; 2.2.7 tells all', () => {
    const { ours, theirs } = both(['-t', '-f', 'members.conf'])
    const count = (text: string): number => text.split("ports don't match").length - 1
    expect([count(theirs.stderr), count(ours.stderr)]).toEqual([30, 20])
    expect(ours.status).toBe(theirs.status)
  })

  // Departures: a test of a file that is not there has tested nothing.
  test('-t of a missing file is an error of ours alone', () => {
    const { ours, theirs } = both(['-t', '-f', 'nosuch.conf'])
    expect(theirs.status).toBe(0)
    expect(ours.status).not.toBe(0)
    expect(ours.stderr).toContain('nosuch.conf')
  })
})
