/** What a file says of the LVS side, seen on the process itself: FIFO, track files of servers, buffers of its sockets. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Daemon, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces } from '../lab/lan.ts'

const why = whyNoNamespaces()

describe.skipIf(why !== null)(`words of the LVS side${why === null ? '' : ` (${why})`}`, () => {
  let lan: Lan
  let daemon: Daemon
  let directory: string
  beforeEach(() => {
    lan = new Lan('words', [{ name: 'd', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.9.1/24'] }] }])
    directory = mkdtempSync(join(tmpdir(), 'tsk-words-'))
    // Scripts run as another account here too.
    chmodSync(directory, 0o755)
  })
  afterEach(() => {
    daemon.close()
    lan.close()
    rmSync(directory, { recursive: true })
  })
  const path = (name: string): string => join(directory, name)

  test('a track file takes a server out and gives it a weight; the script of the FIFO hears of it', async () => {
    writeFileSync(path('fault'), '0\n')
    writeFileSync(path('points'), '0\n')
    writeFileSync(
      path('reader'),
      `#!/bin/sh\necho "asked with $1" > ${path('heard')}\nexec cat "$1" >> ${path('heard')}\n`,
      {
        mode: 0o755,
      },
    )
    daemon = Daemon.start(
      'tskeepalived',
      lan.host('d'),
      `global_defs {
  script_user root
  lvs_notify_fifo ${path('fifo')}
  lvs_notify_fifo_script ${path('reader')}
}
track_file fault {
  file ${path('fault')}
}
track_file points {
  file ${path('points')}
}
virtual_server 10.9.9.9 80 {
  lb_algo rr
  lb_kind NAT
  protocol TCP
  real_server 10.9.9.8 80 {
    weight 5
    FILE_CHECK {
      track_file fault
      weight 0
    }
    FILE_CHECK {
      track_file points
      weight 2
    }
  }
}
`,
    )
    const heard = (): string => (existsSync(path('heard')) ? readFileSync(path('heard'), 'utf8') : '')
    await daemon.waitForLine(/Startup complete/)
    await until('the reader runs', () => heard().startsWith(`asked with ${path('fifo')}\n`))
    writeFileSync(path('points'), '3\n')
    await daemon.waitForLine(/Changing weight from 5 to 11 for active service \[10\.9\.9\.8\]/)
    writeFileSync(path('fault'), '1\n')
    await daemon.waitForLine(/Removing service .*10\.9\.9\.8/)
    await until('down is heard', () => /RS \[10\.9\.9\.8\]:tcp:80 \[10\.9\.9\.9\]:tcp:80 DOWN/.test(heard()))
    writeFileSync(path('fault'), '0\n')
    await daemon.waitForLine(/Adding service .*10\.9\.9\.8/)
    await until('up is heard', () => /RS \[10\.9\.9\.8\]:tcp:80 \[10\.9\.9\.9\]:tcp:80 UP/.test(heard()))
    expect(await daemon.stop()).toBe(0)
    expect(existsSync(path('fifo'))).toBe(false)
  })

  test('the sockets that hear of addresses and ask for them have the buffers that are said', async () => {
    daemon = Daemon.start(
      'tskeepalived',
      lan.host('d'),
      `global_defs {
  lvs_netlink_monitor_rcv_bufs 111104
  lvs_netlink_monitor_rcv_bufs_force on
  lvs_netlink_cmd_rcv_bufs 55552
  lvs_netlink_cmd_rcv_bufs_force off
}
virtual_server 10.9.9.9 80 {
  lb_algo rr
  lb_kind NAT
  protocol TCP
  ha_suspend
  real_server 10.9.9.8 80 {
    TCP_CHECK {
    }
  }
}
`,
    )
    await daemon.waitForLine(/Startup complete/)
    // The kernel counts twice what it is given.
    const sizes = (): string[] =>
      [
        ...lan
          .host('d')
          .run('ss', '-A', 'netlink', '-ma')
          .matchAll(/\brb(\d+)/g),
      ].map(([, n]) => n ?? '')
    await until('both sizes', () => ['222208', '111104'].every((size) => sizes().includes(size)))
  })
})
