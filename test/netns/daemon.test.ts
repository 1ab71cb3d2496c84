/** The daemon as a program: its processes, files and signals, in a host of its own. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandOf, Daemon, sleep, until } from '../lab/daemons.ts'
import { Lan, whyNoNamespaces, type Host } from '../lab/lan.ts'
import { instanceText } from '../lab/pair.ts'

const why = whyNoNamespaces()
const vip = '10.9.0.100'

const virtualServer = `virtual_server 10.9.0.100 80 {
  delay_loop 1
  lb_algo rr
  lb_kind NAT
  protocol TCP
  real_server 10.9.0.1 81 {
    TCP_CHECK {
      connect_timeout 1
    }
  }
}
`

type Start = (config: string, options?: readonly string[]) => Daemon

async function withHost(scene: (host: Host, start: Start) => Promise<void>): Promise<void> {
  const nics = [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }]
  const lan = new Lan('dmn', [{ name: 'm', nics }])
  const daemons: Daemon[] = []
  try {
    await scene(lan.host('m'), (config, options = ['-D']) => {
      const daemon = Daemon.start('tskeepalived', lan.host('m'), config, options)
      daemons.push(daemon)
      return daemon
    })
  } finally {
    for (const daemon of daemons) daemon.close()
    lan.close()
  }
}

describe.skipIf(why !== null)(`the daemon${why === null ? '' : ` (${why})`}`, () => {
  test('becomes master, and a stop leaves neither address nor pid file', async () => {
    await withHost(async (host, start) => {
      const daemon = start(instanceText({ priority: 150 }))
      await daemon.waitForLine(/Entering MASTER STATE/)
      await until('the address is set', () => host.hasAddress('eth0', vip))
      expect(daemon.pid('vrrp')).not.toBe(daemon.pid('parent'))
      expect(await daemon.stop()).toBe(0)
      expect(host.hasAddress('eth0', vip)).toBe(false)
      expect(existsSync(daemon.pidFile('parent'))).toBe(false)
      expect(existsSync(daemon.pidFile('vrrp'))).toBe(false)
      expect(daemon.lines.at(-1)).toMatch(/^Stopped tskeepalived v/)
    })
  })

  test('starts the checker process when servers come with a reload, and ends it when they go', async () => {
    await withHost(async (_, start) => {
      const instance = instanceText({ priority: 150 })
      const daemon = start(instance)
      await daemon.waitForLine(/Startup complete/)
      expect(existsSync(daemon.pidFile('checkers'))).toBe(false)
      daemon.rewriteConfig(instance + virtualServer)
      daemon.signal('SIGHUP')
      const reloaded = await daemon.waitForLine(/Reload complete/)
      expect(existsSync(daemon.pidFile('checkers'))).toBe(true)
      daemon.rewriteConfig(instance)
      daemon.signal('SIGHUP')
      await daemon.waitForLine(/Reload complete/, { from: reloaded })
      await until('the checker process is gone', () => !existsSync(daemon.pidFile('checkers')))
      expect(daemon.log).not.toMatch(/died/)
      expect(await daemon.stop()).toBe(0)
    })
  })

  test('SIGUSR1 and SIGUSR2 write the files of the original, for us alone to read', async () => {
    await withHost(async (_, start) => {
      const daemon = start(instanceText({ priority: 150 }) + virtualServer)
      await daemon.waitForLine(/Entering MASTER STATE/)
      const file = (name: string) => join(daemon.directory, name)
      daemon.signal('SIGUSR1')
      daemon.signal('SIGUSR2')
      const files = ['keepalived_parent.data', 'keepalived.data', 'keepalived_check.data', 'keepalived.stats']
      await until('all files are there', () => files.every((name) => existsSync(file(name))))
      for (const name of files) expect(statSync(file(name)).mode & 0o777).toBe(0o600)
      await until('the state is in it', () => readFileSync(file('keepalived.data'), 'utf8').includes('State = MASTER'))
      expect(readFileSync(file('keepalived.stats'), 'utf8')).toMatch(/^VRRP Instance: \w+\n {2}Advertisements:\n/)
      expect(readFileSync(file('keepalived_check.data'), 'utf8')).toContain('RIP = 10.9.0.1, RPORT = 81')
    })
  })

  test('the real-time signals of the original do no harm', async () => {
    await withHost(async (host, start) => {
      const daemon = start(instanceText({ priority: 150 }))
      await daemon.waitForLine(/Startup complete/)
      for (const number of ['36', '63', '64']) host.run('kill', `-${number}`, String(daemon.pid()))
      await sleep(200)
      expect(daemon.isRunning()).toBe(true)
      expect(await daemon.stop()).toBe(0)
    })
  })

  test('a second start on the same pid file ends with the words of the original', async () => {
    await withHost(async (host, start) => {
      const daemon = start(instanceText({ priority: 150 }))
      await daemon.waitForLine(/Startup complete/)
      const { command, args } = commandOf('tskeepalived')
      const words = ['-nlG', '-f', daemon.configPath, '-p', daemon.pidFile('parent')]
      const second = spawnSync('ip', ['netns', 'exec', host.namespace, command, ...args, ...words], {
        encoding: 'utf8',
      })
      expect(second.status).toBe(0)
      expect(second.stderr).toMatch(/: daemon is already running\n$/)
      expect(daemon.isRunning()).toBe(true)
    })
  })

  test('a pid file whose process is another program is taken over', async () => {
    await withHost(async (host) => {
      const folder = mkdtempSync(join(tmpdir(), 'tsk-pid-'))
      const file = (name: string) => join(folder, name)
      const { command, args } = commandOf('tskeepalived')
      try {
        writeFileSync(file('k.conf'), instanceText({ priority: 150 }))
        const other = host.spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
        writeFileSync(file('k.pid'), `${other.pid}\n`)
        const files = ['-p', file('k.pid'), '-r', file('v.pid'), '-c', file('c.pid')]
        const daemon = host.spawn(command, [...args, '-n', '-G', '-f', file('k.conf'), ...files])
        await until('the file is ours', () => readFileSync(file('k.pid'), 'utf8') === `${daemon.pid}\n`)
        daemon.kill('SIGTERM')
        await until('it has ended', () => !existsSync(file('k.pid')))
        expect(other.exitCode).toBeNull()
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  })

  test('signals while it still reads its file do not end it before it can end in order', async () => {
    await withHost(async (_host, start) => {
      const servers = Array.from({ length: 5_000 }, (_, port) => virtualServer.replace(' 80 ', ` ${port + 1_000} `))
      const daemon = start(instanceText({ priority: 150 }) + servers.join(''), ['-D', '-P'])
      await daemon.waitForLine(/^Opening file/)
      const pid = daemon.processId
      for (const signal of ['SIGUSR1', 'SIGUSR2', 'SIGHUP', 'SIGTERM'] as const) process.kill(pid, signal)
      expect(await daemon.exited()).toBe(0)
      expect(daemon.log).toContain('Stopping')
      expect(existsSync(daemon.pidFile('parent'))).toBe(false)
    })
  })

  test('without -n it comes back when the daemon runs, with its status when it does not', async () => {
    await withHost(async (host) => {
      const folder = mkdtempSync(join(tmpdir(), 'tsk-detach-'))
      const file = (name: string) => join(folder, name)
      const { command, args } = commandOf('tskeepalived')
      const files = ['-p', file('k.pid'), '-r', file('v.pid'), '-c', file('c.pid'), `-g${file('k.log')}`]
      const run = (config: string) => host.tryRun(command, ...args, '-G', '-D', '-f', config, ...files)
      try {
        writeFileSync(file('k.conf'), instanceText({ priority: 150 }))
        expect(run(file('nosuch.conf')).status).toBe(6)
        expect(run(file('k.conf')).status).toBe(0)
        const pid = Number(readFileSync(file('k.pid'), 'utf8'))
        await until('the child logs in its own file', () => existsSync(file('k_vrrp.log')))
        expect(readFileSync(file('k.log'), 'utf8')).toContain('Starting VRRP child process')
        process.kill(pid, 'SIGTERM')
        await until('it has ended', () => !existsSync(file('k.pid')))
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  })

  test('a console that nobody reads does not stop it', async () => {
    await withHost(async (host) => {
      const folder = mkdtempSync(join(tmpdir(), 'tsk-pipe-'))
      const file = (name: string) => join(folder, name)
      const { command, args } = commandOf('tskeepalived')
      try {
        writeFileSync(file('k.conf'), instanceText({ priority: 150 }))
        host.run('mkfifo', file('pipe'))
        const options = `-n -l -G -D -d -f ${file('k.conf')} -p ${file('k.pid')} -r ${file('v.pid')}`
        // The sleeping process holds the pipe open and reads nothing. A pipe of one page is full at once.
        const script = `sleep 60 <>${file('pipe')} & exec ${command} ${args.join(' ')} ${options} 2<>${file('pipe')}`
        host.spawn('sh', ['-c', script])
        await until('it is master', () => host.hasAddress('eth0', vip))
        const pid = Number(readFileSync(file('k.pid'), 'utf8'))
        for (let i = 0; i < 100; i++) {
          process.kill(pid, 'SIGHUP')
          await sleep(20)
        }
        process.kill(pid, 'SIGTERM')
        await until('it has ended', () => !existsSync(file('k.pid')))
        expect(host.hasAddress('eth0', vip)).toBe(false)
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  })

  test('JSON lines on request', async () => {
    await withHost(async (_, start) => {
      const daemon = start(instanceText({ priority: 150 }), ['-D', '--log-format', 'json'])
      await daemon.waitForLine(/Entering BACKUP STATE/)
      const processes = daemon.lines.map((line) => (JSON.parse(line) as { process: string }).process)
      expect(new Set(processes)).toEqual(new Set(['Keepalived', 'Keepalived_vrrp']))
    })
  })
})
