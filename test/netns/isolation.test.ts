/** What each process may do, as the kernel tells it for every thread: the engines little, scripts all that the daemon may. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Daemon, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

/** linux/capability.h */
const bits = {
  chown: 0,
  dacOverride: 1,
  dacReadSearch: 2,
  fowner: 3,
  netAdmin: 12,
  netRaw: 13,
  ipcLock: 14,
  sysNice: 23,
  sysResource: 24,
}
const setOf = (...names: (keyof typeof bits)[]) => names.reduce((set, name) => set | (1n << BigInt(bits[name])), 0n)
const engine = setOf('chown', 'dacOverride', 'dacReadSearch', 'fowner', 'netAdmin', 'ipcLock', 'sysNice', 'sysResource')

const config = (directory: string) => `
vrrp_script look {
  script "/bin/cp /proc/self/status ${join(directory, 'script')}"
  interval 1
}
vrrp_instance one {
  interface eth0
  virtual_router_id 51
  version 3
  advert_int 0.2
  virtual_ipaddress {
    10.9.0.100/24
  }
  track_script {
    look
  }
}
`

describe.skipIf(why !== null)(`rights${why === null ? '' : ` (${why})`}`, () => {
  test('the engines have no more than they need, for good; scripts have what the daemon has', async () => {
    const lan = new Lan('rights', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
    const work = mkdtempSync(join(tmpdir(), 'tsk-rights-'))
    const daemon = Daemon.start('tskeepalived', lan.host('d'), config(work), ['-D', '--all'])
    try {
      await daemon.waitForLine(/Entering MASTER STATE/)
      const all = rightsOf(daemon.pid())
      expect(rightsOf(daemon.pid('vrrp'))).toEqual(only(all.permitted & (engine | setOf('netRaw')), all.bounding))
      expect(rightsOf(daemon.pid('checkers'))).toEqual(only(all.permitted & engine, all.bounding))
      const path = join(work, 'script')
      await until('the script has looked', () => existsSync(path) && /NoNewPrivs/.test(readFileSync(path, 'utf8')))
      expect(read(readFileSync(path, 'utf8'))).toEqual(all)
      expect(all.noNewPrivileges).toBe(false)
      const [scripts] = execFileSync('pgrep', ['-P', String(daemon.pid()), '-f', 'scripts'], {
        encoding: 'utf8',
      }).split('\n')
      expect(rightsOf(Number(scripts))).toEqual(all)
      expect(daemon.log).not.toMatch(/keeps rights/)
      expect(await daemon.stop()).toBe(0)
    } finally {
      daemon.close()
      lan.close()
      rmSync(work, { recursive: true })
    }
  })
})

/** Whoever becomes root again by a file gains nothing. */
function only(permitted: bigint, bounding: bigint) {
  return { permitted, effective: permitted, ambient: permitted, bounding, noNewPrivileges: true }
}

/** Of all threads; those that Node had before our first line cannot be told to refuse new rights, and start nothing. */
function rightsOf(pid: number) {
  const main = read(readFileSync(`/proc/${pid}/status`, 'latin1'))
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const rights = read(readFileSync(`/proc/${pid}/task/${thread}/status`, 'latin1'))
    expect({ ...rights, noNewPrivileges: main.noNewPrivileges }, `thread ${thread} of ${pid}`).toEqual(main)
  }
  return main
}

function read(status: string) {
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\w+)$`, 'm').exec(status)?.[1] ?? ''
  const set = (name: string) => BigInt(`0x${field(name)}`)
  return {
    permitted: set('CapPrm'),
    effective: set('CapEff'),
    ambient: set('CapAmb'),
    bounding: set('CapBnd'),
    noNewPrivileges: field('NoNewPrivs') === '1',
  }
}
