/** The record that a machine of a running daemon leaves when it throws: repeated, it throws at the same event. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandOf, Daemon, repositoryRoot, type Build, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

const config = `
vrrp_instance one {
  interface eth0
  virtual_router_id 51
  version 3
  advert_int 0.1
  virtual_ipaddress {
    10.9.0.100/24
  }
}
`

/** A machine with a fault: it cannot stand one address behind its own. Its successor puts its own behind that one. */
const fault = `
import { vrrpMachine } from '${join(repositoryRoot, 'src/vrrp/step.ts')}'
const { step } = vrrpMachine
vrrpMachine.step = (state, event, now) => {
  const addresses = event.kind === 'interface' ? event.interface.addresses.map(({ address }) => address.bytes[3]) : []
  if (addresses.includes(100) && addresses.indexOf(100) < addresses.indexOf(66))
    throw new Error('cannot stand 66')
  return step(state, event, now)
}
`

describe.skipIf(why !== null)(`a crash record${why === null ? '' : ` (${why})`}`, () => {
  test('of a running daemon is repeated by --replay, with the fault and without', async () => {
    const work = mkdtempSync(join(tmpdir(), 'tsk-replay-'))
    writeFileSync(join(work, 'fault.ts'), fault)
    const faulty = { main: join(repositoryRoot, 'dist/guest/faulty.mjs') }
    execFileSync(join(repositoryRoot, 'node_modules/.bin/esbuild'), [
      join(repositoryRoot, 'src/main.ts'),
      `--inject:${join(work, 'fault.ts')}`,
      ...['--bundle', '--platform=node', '--format=esm', '--packages=external', '--log-level=warning'],
      `--outfile=${faulty.main}`,
    ])
    const lan = new Lan('replay', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
    const daemon = Daemon.start(faulty, lan.host('d'), config)
    try {
      await daemon.waitForLine(/Entering MASTER STATE/)
      const from = daemon.lines.length
      lan.host('d').run('ip', 'addr', 'add', '10.9.0.66/24', 'dev', 'eth0')
      const record = join(daemon.directory, 'keepalived.crash')
      await daemon.waitForLine(new RegExp(`What led to it is in ${record}`), { from })
      await daemon.waitForLine(/Entering MASTER STATE/, { from })
      expect(existsSync(record)).toBe(true)
      const replay = (program: Program | Build) => {
        const { command, args } = commandOf(program)
        return spawnSync(command, [...args, '--replay', record], { encoding: 'utf8' })
      }
      const again = replay(faulty)
      expect(again.status).toBe(1)
      expect(again.stdout).toMatch(/^vrrp of tskeepalived[\s\S]*\n {2}log \(one\) Entering MASTER STATE\n/)
      expect(
        again.stdout
          .trimEnd()
          .split('\n')
          .findLast((line) => line.includes('Error:')),
      ).toBe('! Error: cannot stand 66')
      const mended = replay('tskeepalived')
      expect([mended.status, mended.stdout.trimEnd().split('\n').at(-1)]).toEqual([
        0,
        'the machine has answered every event',
      ])
    } finally {
      daemon.close()
      lan.close()
      rmSync(work, { recursive: true })
    }
  })
})
