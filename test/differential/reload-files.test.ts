/** The files around a reload beside the original's: its time, its check, its marker, the copies of configuration and state. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Daemon, sleep, until, type Program } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = spawnSync('keepalived', ['-v']).error === undefined ? whyNoNamespaces() : 'keepalived is not installed'

const config = (folder: string): string => `global_defs {
  reload_file ${folder}/marker
  reload_time_file ${folder}/time
  reload_check_config ${folder}/check.log
  config_save_dir ${folder}/saved
}
vrrp_instance V {
  interface eth0
  version 3
  virtual_router_id 51
  advert_int 0.1
  virtual_ipaddress {
    10.9.0.100/24
  }
}
`

describe.skipIf(why !== null)(`files around a reload${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan
  beforeAll(() => {
    const host = (name: string) => ({
      name,
      nics: [{ name: 'eth0', segment: name, addresses: ['10.9.0.1/24'] }],
    })
    lan = new Lan('rf', [host('keepalived'), host('tskeepalived')])
  })
  afterAll(() => lan?.close())

  async function seen(program: Program) {
    const folder = mkdtempSync(join(tmpdir(), 'tsk-reload-'))
    const file = (name: string): string => join(folder, name)
    const good = config(folder)
    const daemon = Daemon.start(program, lan.host(program), good)
    const after = async (work: () => void, pattern: RegExp): Promise<string[]> => {
      const from = daemon.lines.length
      work()
      await daemon.waitForLine(pattern, { from })
      return daemon.lines.slice(from)
    }
    try {
      await daemon.waitForLine(/Entering MASTER STATE/, { timeoutMs: 60_000 })

      const refused = await after(() => {
        daemon.rewriteConfig(`${good}nonsense\n`)
        writeFileSync(file('marker'), 'come')
        daemon.signal('SIGHUP')
      }, /New config failed validation/)
      await until('the marker is gone', () => !existsSync(file('marker')))
      const mistakes = /nonsense/.test(readFileSync(file('check.log'), 'utf8'))

      daemon.rewriteConfig(good)
      const done = await after(() => daemon.signal('SIGHUP'), /Reload complete/)
      const mistakesLeft = readFileSync(file('check.log'), 'utf8')
      const markerLeft = existsSync(file('marker'))

      const time: string[] = []
      const shown = /reload|Reload/
      const take = (lines: readonly string[]): void => {
        for (const line of lines)
          if (shown.test(line)) time.push(line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ?/, 'TIME'))
      }
      take(await after(() => writeFileSync(file('time'), 'soon\n'), /Invalid reload time/))
      take(await after(() => writeFileSync(file('time'), '25:00:00\n'), /Invalid reload time/))
      take(await after(() => writeFileSync(file('time'), '2027-02-31 00:00:00\n'), /Invalid reload time/))
      take(await after(() => writeFileSync(file('time'), '2020-01-01 00:00:00Z\n'), /Reload date.time is in the past/))
      take(await after(() => writeFileSync(file('time'), '37-01-01 00:00:00\n'), /Scheduling reload/))
      take(await after(() => rmSync(file('time')), /Cancelling reload/))
      const soon = new Date(Date.now() + 2_500).toISOString().slice(0, 19).replace('T', ' ')
      await after(() => writeFileSync(file('time'), `${soon}Z\n`), /Reload complete/)
      const timeLeft = existsSync(file('time'))

      const pids = [daemon.pid(), daemon.pid('vrrp')]
      const states = readdirSync(file('saved')).filter((name) => name.startsWith('keepalived_vrrp'))
      return {
        refused: refused.filter((line) => /valid/.test(line)).map((line) => line.replaceAll(folder, '')),
        mistakes,
        done: done.some((line) => line.includes('validate conf before Reload')),
        mistakesLeft,
        markerLeft,
        time,
        timeLeft,
        states: states.map((name) => name.replace(String(pids[1]), 'PID')).sort(),
        copied: existsSync(file(`saved/keepalived.conf.${pids[0]}.0`)),
      }
    } finally {
      daemon.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }

  test('the same lines and files', async () => {
    const [ours, theirs] = await Promise.all([seen('tskeepalived'), seen('keepalived')])
    expect(theirs).toMatchObject({ mistakes: true, done: true, mistakesLeft: '', markerLeft: false, timeLeft: false })
    // A date and a time in the past is told twice there as well; `in the past` may be cut off behind its first line.
    const lines = (each: typeof ours) => ({ ...each, time: [...new Set(each.time)] })
    expect(lines(ours)).toEqual(lines(theirs))
  })

  test('reload_repeat: the file stays, and the same time is due on the next day', async () => {
    const play = async (program: Program) => {
      const folder = mkdtempSync(join(tmpdir(), 'tsk-repeat-'))
      const time = join(folder, 'time')
      const globals = `global_defs {\n reload_time_file ${time}\n reload_repeat\n}\n`
      const daemon = Daemon.start(
        program,
        lan.host(program),
        globals + config(folder).replace(/^global_defs [^}]*}/, ''),
      )
      try {
        await daemon.waitForLine(/Entering MASTER STATE/, { timeoutMs: 60_000 })
        const soon = new Date(Date.now() + 3_500).toISOString().slice(11, 19)
        const from = daemon.lines.length
        writeFileSync(time, `${soon}Z\n`)
        await daemon.waitForLine(/Reload complete/, { from })
        // Were the same time told again, it would be now.
        await sleep(1_000)
        const days = daemon.lines.flatMap((line) => /Scheduling reload for (\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? [])
        return { left: existsSync(time), days: days.length, apart: new Set(days).size }
      } finally {
        daemon.close()
        rmSync(folder, { recursive: true, force: true })
      }
    }
    const [ours, theirs] = await Promise.all([play('tskeepalived'), play('keepalived')])
    // The original is sometimes early by an instant: then it is the same day for it, and it reloads once more.
    expect(theirs).toMatchObject({ left: true, days: 2 })
    expect(ours).toEqual({ left: true, days: 2, apart: 2 })
  })
})
