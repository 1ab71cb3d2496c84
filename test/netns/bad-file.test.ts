/** What a start says to a file that is broken: refused when nothing is left to run, told of and run when something is. */
import { describe, expect, test } from 'vitest'
import { Daemon } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { instanceText } from '../lab/pair.ts'

const why = whyNoNamespaces()

describe.skipIf(why !== null)(`a start with a broken file${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent('nothing is left to run: refused with file, line and reason, status 6', async () => {
    await withRouter('global_defs {\n  router_id x\n}\nvrrp_instance {\n  interface eth0\n}\n', async (daemon) => {
      expect(await daemon.exited()).toBe(6)
      expect(daemon.log).toMatch(
        /keepalived\.conf: Line 4\) vrrp_instance must have a name - write: vrrp_instance <name>/,
      )
      expect(daemon.log).toContain('Configuration refused: its mistakes leave nothing to run')
      expect(daemon.log).not.toContain('Startup complete')
    })
  })

  test.concurrent('a misspelt word is told with its place and the word that was meant; the rest runs', async () => {
    await withRouter(instanceText({ priority: 150, lines: ['macast_src_ip 10.9.0.1'] }), async (daemon) => {
      await daemon.waitForLine(/Entering MASTER STATE/)
      expect(daemon.log).toMatch(/keepalived\.conf: Line 7\) Unknown keyword 'macast_src_ip'.*mcast_src_ip/)
      expect(await daemon.stop()).toBe(0)
    })
  })

  test.concurrent('no file at all: refused', async () => {
    await withRouter('', async (_daemon, host) => {
      const missing = host.tryRun(
        process.execPath,
        'dist/main.js',
        '-n',
        '-l',
        '-G',
        '-f',
        '/nonexistent.conf',
        '-p',
        '/tmp/tsk-none.pid',
      )
      expect(missing.status).toBe(6)
      expect(missing.stderr).toContain("Unable to open configuration file '/nonexistent.conf'")
    })
  })
})

async function withRouter(
  config: string,
  scene: (daemon: Daemon, host: ReturnType<Lan['host']>) => Promise<void>,
): Promise<void> {
  const lan = new Lan('bf', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
  const daemon = Daemon.start('tskeepalived', lan.host('m'), config)
  try {
    await scene(daemon, lan.host('m'))
  } finally {
    daemon.close()
    lan.close()
  }
}
