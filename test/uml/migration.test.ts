/**
 * The Debian package over a running keepalived, by the commands of docs/MIGRATION.md as written there: fail over between the
 * two programs, the name, the way back; the units' limits; the unit without root.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { bootSystemdUml, repositoryRoot, whyNoUml } from '../lab/uml.ts'
import { stepOf } from './steps.ts'

const why = whyNoUml()

/** The program that runs is ours; the guest's overlay may show in its path. */
const ours = /^runs=.*\/usr\/lib\/tskeepalived\/node$/m

/** The blocks of commands in MIGRATION.md, by the name in the comment above each. */
function stepsOfManual(): Readonly<Record<string, string>> {
  const text = readFileSync(join(repositoryRoot, 'docs/MIGRATION.md'), 'utf8')
  const blocks = [...text.matchAll(/^<!-- step: (.+) -->\n```sh\n([^`]+)```$/gm)]
  return Object.fromEntries(blocks.map(([, name = '', commands = '']) => [name, commands]))
}

test('every block of commands in MIGRATION.md has a name', () => {
  const text = readFileSync(join(repositoryRoot, 'docs/MIGRATION.md'), 'utf8')
  expect(Object.keys(stepsOfManual())).toHaveLength(text.split('```sh').length - 1)
})

describe.skipIf(why !== null)(`a migration under systemd${why === null ? '' : ` (${why})`}`, () => {
  let output = ''
  let notified = ''
  const step = (name: string): string => stepOf(output, name)

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'package-'))
    try {
      execFileSync('bash', ['systemd/debian/build.sh', directory], {
        cwd: repositoryRoot,
        env: { ...process.env, DEB_LEVEL: '1' },
      })
      const [name = ''] = readdirSync(directory)
      const result = await bootSystemdUml({
        script: readFileSync(join(repositoryRoot, 'test/uml/guest/migration.sh'), 'utf8'),
        modules: ['veth', 'ip_vs', 'ip_vs_rr'],
        timeoutS: 880,
        memMb: 1536,
        inputs: {
          [name]: readFileSync(join(directory, name)),
          ...Object.fromEntries(
            Object.entries(stepsOfManual()).map(([step, commands]) => [`${step.replaceAll(' ', '-')}.sh`, commands]),
          ),
        },
      })
      output = result.output === '' ? `no output; console:\n${result.console}` : result.output
      notified = result.files['notify.log'] ?? ''
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  test('keepalived runs as master before', () => {
    expect(step('before')).toContain('ok: keepalived is master')
    expect(step('before')).toContain('ok: keepalived has set IPVS')
  })

  test('installing changes nothing, and our -t is content', () => {
    expect(step('install')).toContain('\nstatus=0\n')
    expect(step('install')).toContain('\nunderstood=1\n')
    expect(step('install')).toContain('\nactive\ninactive\n')
    expect(step('install')).toContain('ok: keepalived is master still')
  })

  test('ours takes its place: address, IPVS entries, scripts, inside the limits of the unit', () => {
    const over = step('over')
    expect(over).toContain('\nstatus=0\n')
    expect(over).toContain('Active: active (running)')
    expect(over).toMatch(ours)
    expect(over).toContain('ok: ours is master')
    expect(over).toContain('ok: ours has set IPVS')
    expect(over).toContain('ok: a script has run inside the limits')
    expect(notified).toContain('INSTANCE VI_1 MASTER 150')
    // no SYS_ADMIN, SYS_PTRACE, SYS_MODULE and their like; system calls filtered
    expect(over).toMatch(/^CapBnd:\s+00000000000035ef$/m)
    expect(over).toMatch(/^Seccomp:\s+2$/m)
    expect(step('reload')).toContain('\nstatus=0\n')
    expect(step('reload')).toContain('ok: ours is master still')
  })

  test('the pair fails over between the two programs, and after a crash all is there again', () => {
    const over = step('fail over to keepalived')
    expect(over).toContain('ok: keepalived has taken over')
    expect(over).toContain('ok: IPVS is empty')
    expect(over).toContain('ok: ours has taken it back')
    expect(over).toContain('ok: a crash: ours is started again and has it all')
    expect(over).toContain('ok: and the address')
  })

  test('ours runs under the name of keepalived, and gives it back', () => {
    expect(step('name')).toContain('\nstatus=0\n')
    expect(step('name')).toContain('tskeepalived v')
    expect(step('name')).toMatch(ours)
    expect(step('name')).toContain('ok: ours is master under the name')
    expect(step('name back')).toContain('\nstatus=0\n')
    expect(step('name back')).toContain('ok: ours is master again')
  })

  test('the way back', () => {
    const back = step('back')
    expect(back).toContain('\nstatus=0\n')
    expect(back).toMatch(/^runs=.*\/usr\/sbin\/keepalived$/m)
    expect(back).toContain('ok: keepalived is master again')
    expect(back).toContain('ok: keepalived has set IPVS again')
  })

  test('a daemon without root does the same', () => {
    const rootless = step('rootless')
    expect(rootless).toContain('\nstart=0\n')
    expect(rootless).toContain('\nuser=tskeepa')
    expect(rootless).toContain('ok: ours is master without root')
    expect(rootless).toContain('ok: ours has set IPVS without root')
    expect(rootless).toContain('ok: the address has gone')
    expect(rootless).toContain('ok: the entries have gone')
  })

  test('the drop-in for network namespaces is enough for them', () => {
    expect(step('namespace')).toContain('\nstart=0\n')
    expect(step('namespace')).toContain('ok: ours is master in the other namespace')
  })

  test('the exposure that systemd computes is at most 4.0', () => {
    const exposure = (unit: string): number =>
      Number(new RegExp(`^exposure of ${unit}=(.*)$`, 'm').exec(step('security'))?.[1] ?? NaN)
    expect(exposure('tskeepalived')).toBeLessThanOrEqual(4)
    expect(exposure('tskeepalived-rootless')).toBeLessThanOrEqual(4)
    expect(exposure('keepalived')).toBeGreaterThan(9)
  })

  test('removing it leaves nothing, and keepalived has its files again', () => {
    const remove = step('remove')
    expect(remove).toContain('\nstatus=0\n')
    expect(remove).toMatch(/^left=0$/m)
    expect(remove).toMatch(/^genhash=keepalived$/m)
    expect(remove).not.toContain('diversion of')
  })
})
