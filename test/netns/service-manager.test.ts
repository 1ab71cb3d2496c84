/** A daemon beside a service manager: what it tells of its instances and servers, and its watchdog. */
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test, describe } from 'vitest'
import { Daemon, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'
import { openDatagramReceiver } from '../unit/linux/datagram-receiver.ts'

const why = whyNoNamespaces()

const config = (priority: number) => `
vrrp_instance one {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  advert_int 0.2
  version 3
  virtual_ipaddress {
    10.9.0.100/24
  }
}
virtual_server 10.9.0.100 80 {
  delay_loop 1
  protocol TCP
  real_server 10.9.0.1 81 {
    TCP_CHECK {
      connect_timeout 1
      retry 0
    }
  }
  real_server 10.9.0.1 82 {
  }
}
`

describe.skipIf(why !== null)(`a service manager${why === null ? '' : ` (${why})`}`, () => {
  test('sees who is master and what is down, and hears nothing while a child hangs, which is then replaced', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tsk-manager-'))
    const path = join(directory, 'notify')
    const manager = openDatagramReceiver(path)
    const lan = new Lan('manager', [
      { name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] },
    ])
    const daemon = Daemon.start('tskeepalived', lan.host('d'), config(150), ['-D'], {
      NOTIFY_SOCKET: path,
      WATCHDOG_USEC: String(4_000_000),
    })
    const heard: string[] = []
    const hears = (what: string, text: string, from = 0) =>
      until(what, () => {
        heard.push(...manager.received())
        return heard.slice(from).some((one) => one.includes(text))
      })
    try {
      await hears('ready', 'READY=1')
      await hears('the standing', 'STATUS=Master: one; 1 of 2 real server(s) down')
      await hears('a sign of life', 'WATCHDOG=1')

      const pid = daemon.pid('vrrp')
      daemon.signal('SIGSTOP', 'vrrp')
      const hung = heard.length
      await daemon.waitForLine(new RegExp(`VRRP child process\\(${pid}\\) does not answer: killed`))
      heard.push(...manager.received())
      // One that was on its way, and the one of the beat in which the child was asked.
      expect(heard.slice(hung).filter((one) => one === 'WATCHDOG=1').length).toBeLessThanOrEqual(2)
      await hears('the death', 'STATUS=VRRP process not running; 1 of 2', hung)
      const dead = heard.length
      await hears('a sign of life again', 'WATCHDOG=1', dead)
      await hears('the new child', 'STATUS=Master: one; 1 of 2', dead)
      expect(daemon.pid('vrrp')).not.toBe(pid)

      daemon.rewriteConfig('vrrp_instance {')
      daemon.signal('SIGHUP')
      await hears(
        'the refusal',
        'STATUS=Reload refused - the running configuration stays in force; Master: one; 1 of 2',
      )
    } finally {
      daemon.close()
      lan.close()
      manager.close()
      rmSync(directory, { recursive: true })
    }
  })
})
