/** A whole machine with systemd: start, reload after an edit, a bad file, a killed child, the watchdog, stop. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { bootSystemdUml, repositoryRoot, whyNoUml } from '../lab/uml.ts'
import { stepOf } from './steps.ts'

const why = whyNoUml()

describe.skipIf(why !== null)(`under systemd${why === null ? '' : ` (${why})`}`, () => {
  let output = ''
  const step = (name: string): string => stepOf(output, name)

  beforeAll(async () => {
    const script = readFileSync(join(repositoryRoot, 'test/uml/guest/systemd.sh'), 'utf8')
    const result = await bootSystemdUml({ script, modules: ['veth', 'ip_vs'], timeoutS: 880 })
    output = result.output === '' ? `no output; console:\n${result.console}` : result.output
  })

  test('systemctl start waits until it is ready, and the address comes', () => {
    const start = step('start')
    expect(start).toContain('\nstart=0\n')
    expect(start).toContain('ActiveState=active')
    expect(start).toContain('Type=notify')
    expect(start).toMatch(/MainPID=[1-9]/)
    expect(start).toContain('ok: address set')
    // CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER, NET_ADMIN and NET_RAW are what the unit and the process have in common.
    expect(start).toMatch(/\nrights=CapEff:\s0{12}300f$/m)
  })

  test('systemctl reload takes an edit over', () => {
    const reload = step('reload')
    expect(reload).toContain('\nreload=0\n')
    expect(reload).toContain('ok: second address set')
    expect(reload).toContain('ok: first address kept')
    expect(reload).toContain('ok: status names the master')
    expect(reload).toContain('ActiveState=active')
  })

  test('a bad file makes systemctl reload fail and changes nothing, and the next good one is taken', () => {
    const reload = step('bad reload')
    expect(reload).toMatch(/\nbad-reload=[1-9]/)
    expect(reload).toContain('StatusText=Reload refused')
    expect(reload).toContain('ok: addresses kept')
    expect(reload).toContain('ActiveState=active')
    expect(reload).toContain('ok: second address gone')
    expect(step('journal')).toMatch(/keepalived\.conf: Line 10\) vrrp_instance must have a name/)
  })

  test('a killed child is started again; systemd sees nothing of it', () => {
    const kill = step('kill')
    expect(kill).toContain('ok: child started again')
    expect(kill).toContain('ok: address set again')
    expect(kill).toContain('ActiveState=active')
    expect(kill).toContain('NRestarts=0')
  })

  test('a child that hangs is replaced, systemd sees nothing of it; a parent that hangs is restarted by systemd', () => {
    const child = step('hung child')
    expect(child).toContain('ok: child replaced')
    expect(child).toContain('ok: address set again')
    expect(child).toContain('ok: status names the master')
    expect(child).toContain('NRestarts=0')
    expect(step('journal')).toMatch(/VRRP child process\(\d+\) does not answer: killed/)
    const parent = step('hung parent')
    expect(parent).toContain('ok: restarted by systemd')
    expect(parent).toContain('ok: status names the master')
    expect(parent).toContain('ok: address set again')
    expect(parent).toContain('ActiveState=active')
  })

  test('systemctl stop removes everything', () => {
    const stop = step('stop')
    expect(stop).toContain('\nstop=0\n')
    expect(stop).toContain('ok: address removed')
    expect(stop).toContain('ActiveState=inactive')
    expect(stop).toContain('Result=success')
    expect(stop).toContain('left=0')
  })

  test('-I leaves the entries of IPVS as keepalived does; -M sets the core pattern, which it did not, and puts it back', () => {
    const seen = step('core pattern and IPVS')
    const of = (program: string): string[] => {
      const lines = [...seen.matchAll(/^(?:ok: )?(\w+) (.*)$/gm)]
      return lines.flatMap(([, name, rest = '']) => (name === program ? [rest] : []))
    }
    expect(of('keepalived')).toHaveLength(5)
    const [ours, theirs] = [of('tskeepalived'), of('keepalived')]
    expect(ours.splice(1, 1)).toEqual(['during=/run/core.%e'])
    expect(theirs.splice(1, 1)).toEqual(['during=core'])
    expect(ours).toEqual(theirs)
  })
})
