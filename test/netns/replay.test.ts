/** The record that a machine of a running daemon leaves when it throws: repeated, it throws at the same event. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { commandOf, Daemon, repositoryRoot } from '../lab/daemons.ts'
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
import { vrrpMachine } from '${pathToFileURL(join(repositoryRoot, 'dist/vrrp/step.js')).href}'
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
    writeFileSync(join(work, 'fault.mjs'), fault)
    const environment = { NODE_OPTIONS: `--import ${join(work, 'fault.mjs')}` }
    const lan = new Lan('replay', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
    const daemon = Daemon.start('tskeepalived', lan.host('d'), config, ['-D'], environment)
    try {
      await daemon.waitForLine(/Entering MASTER STATE/)
      const from = daemon.lines.length
      lan.host('d').run('ip', 'addr', 'add', '10.9.0.66/24', 'dev', 'eth0')
      const record = join(daemon.directory, 'keepalived.crash')
      await daemon.waitForLine(new RegExp(`What led to it is in ${record}`), { from })
      await daemon.waitForLine(/Entering MASTER STATE/, { from })
      expect(existsSync(record)).toBe(true)
      const { command, args } = commandOf('tskeepalived')
      const replay = (env: Record<string, string>) =>
        spawnSync(command, [...args, '--replay', record], { encoding: 'utf8', env: { ...process.env, ...env } })
      const again = replay(environment)
      expect(again.status).toBe(1)
      expect(again.stdout).toMatch(/^vrrp of tskeepalived[\s\S]*\n {2}log \(one\) Entering MASTER STATE\n/)
      expect(
        again.stdout
          .trimEnd()
          .split('\n')
          .findLast((line) => line.includes('Error:')),
      ).toBe('! Error: cannot stand 66')
      const mended = replay({})
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
