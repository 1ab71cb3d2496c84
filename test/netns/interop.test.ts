/**
 * One LAN, the real keepalived and ours in the two roles, both ways round: what an operator has on the day of the change.
 * The scenarios run side by side, each in namespaces of its own.
 */
import { describe, test } from 'vitest'
import { sleep, until, type Daemon, type Program } from '../lab/daemons.ts'
import { authentication, instanceText, Pair } from '../lab/pair.ts'
import { whyNoNamespaces } from '../lab/lan.ts'

const vip = '10.9.0.100'
const why = whyNoNamespaces()
const mixes: readonly { master: Program; backup: Program }[] = [
  { master: 'tskeepalived', backup: 'keepalived' },
  { master: 'keepalived', backup: 'tskeepalived' },
]
const secrets = { none: [], PASS: authentication('PASS', 'abcd1234'), AH: authentication('AH', 'abcd1234') } as const

describe.skipIf(why !== null)(`a mixed pair${why === null ? '' : ` (${why})`}`, () => {
  for (const mix of mixes) {
    for (const [secret, lines] of Object.entries(secrets)) {
      test.concurrent(
        `${mix.master} master, ${mix.backup} backup, ${secret}: crash, return with preemption, stop`,
        async () => {
          await withPair(
            new Pair({
              label: 'i',
              a: { program: mix.master, config: instanceText({ priority: 150, lines }) },
              b: { program: mix.backup, config: instanceText({ priority: 100, lines }) },
            }),
            crashReturnStop,
          )
        },
      )
    }

    test.concurrent(`${mix.master} master, ${mix.backup} backup: nopreempt leaves the new master alone`, async () => {
      const lines = ['nopreempt']
      const pair = new Pair({
        label: 'n',
        a: { program: mix.master, config: instanceText({ priority: 150, lines }) },
        b: { program: mix.backup, config: instanceText({ priority: 100, lines }) },
      })
      await withPair(pair, async () => {
        const { a, b } = await startBoth(pair)
        pair.crash('a', a)
        await b.waitForLine(/\(VI_1\) Entering MASTER STATE/)
        pair.plug('a')
        const again = pair.start('a')
        await again.waitForLine(/\(VI_1\) Entering BACKUP STATE \(init\)/)
        await sleep(5_000)
        await until('the returned router holds nothing', () => !pair.holds('a', vip) && pair.holds('b', vip), 1_000)
      })
    })

    test.concurrent(
      `${mix.master} master, ${mix.backup} backup: a sync group of two instances fails over as one`,
      async () => {
        const both = (priority: number): string =>
          'vrrp_sync_group G {\n  group {\n    VI_1\n    VI_2\n  }\n}\n' +
          instanceText({ priority }) +
          instanceText({ name: 'VI_2', nic: 'eth1', vrid: 52, priority, address: '10.8.0.100/24' })
        const pair = new Pair({
          label: 's',
          a: { program: mix.master, config: both(150) },
          b: { program: mix.backup, config: both(100) },
          twoNics: true,
        })
        await withPair(pair, async () => {
          const a = pair.start('a')
          await a.waitForLine(/\(VI_2\) Entering MASTER STATE/)
          const b = pair.start('b')
          await b.waitForLine(/\(VI_2\) Entering BACKUP STATE/)
          await sleep(1_500)
          // Only one of the two links fails: the other instance must follow.
          pair.lan.host('a').cable(1, false)
          await until('a holds neither address', () => !pair.holds('a', vip) && !pair.holds('a', '10.8.0.100', 'eth1'))
          await until('b holds both addresses', () => pair.holds('b', vip) && pair.holds('b', '10.8.0.100', 'eth1'))
          pair.lan.host('a').cable(1, true)
          await until('a has both again', () => pair.holds('a', vip) && pair.holds('a', '10.8.0.100', 'eth1'))
          await until('b holds neither address', () => !pair.holds('b', vip) && !pair.holds('b', '10.8.0.100', 'eth1'))
        })
      },
    )

    test.concurrent(
      `${mix.master} master, ${mix.backup} backup: a track script that fails moves the address`,
      async () => {
        const tracked = (priority: number, flag: string): string =>
          `global_defs {\n  script_user root\n}\nvrrp_script chk {\n  script "/usr/bin/test ! -e ${flag}"\n  interval 1\n  fall 2\n  rise 2\n  weight -60\n}\n` +
          instanceText({ priority, lines: ['track_script {', '  chk', '}'] })
        const flag = `/tmp/tsk-flag-${process.pid}-${mix.master}`
        const pair = new Pair({
          label: 't',
          a: { program: mix.master, config: tracked(150, flag) },
          b: { program: mix.backup, config: tracked(100, '/nonexistent') },
        })
        await withPair(pair, async () => {
          const { a, b } = await startBoth(pair)
          pair.lan.host('a').run('touch', flag)
          await a.waitForLine(/Script `chk` now returning 1/)
          await a.waitForLine(/\(VI_1\) Changing effective priority from 150 to 90/)
          await b.waitForLine(/\(VI_1\) Entering MASTER STATE/)
          await until('the address has moved', () => pair.holds('b', vip) && !pair.holds('a', vip))
          pair.lan.host('a').run('rm', flag)
          await until('the address is back', () => pair.holds('a', vip) && !pair.holds('b', vip))
        })
      },
    )
  }

  test.concurrent('HAProxy behind the address is killed: the other router serves', async () => {
    const config = (priority: number): string =>
      'global_defs {\n  script_user root\n}\nvrrp_script check_haproxy {\n  script "/bin/sh -c \'kill -0 $(cat /run/tsk-haproxy.pid)\'"\n  interval 1\n  weight 2\n}\n' +
      instanceText({ priority, lines: ['track_script {', '  check_haproxy', '}'] })
    // Priorities of the user's own example: 100 and 99, two points for a living HAProxy.
    const pair = new Pair({
      label: 'h',
      a: {
        program: 'tskeepalived',
        config: config(100).replace('/run/tsk-haproxy.pid', `/tmp/tsk-hap-${process.pid}-a.pid`),
      },
      b: {
        program: 'keepalived',
        config: config(99).replace('/run/tsk-haproxy.pid', `/tmp/tsk-hap-${process.pid}-b.pid`),
      },
    })
    await withPair(pair, async () => {
      const proxies = (['a', 'b'] as const).map((name) => startHaproxy(pair, name))
      const { a, b } = await startBoth(pair)
      await until('the first router serves', () => ask(pair) === 'a')
      process.kill(Number(pair.lan.host('a').run('cat', `/tmp/tsk-hap-${process.pid}-a.pid`)), 'SIGKILL')
      await a.waitForLine(/Script `check_haproxy` now returning 1/)
      await b.waitForLine(/\(VI_1\) Entering MASTER STATE/)
      await until('the second router serves', () => ask(pair) === 'b')
      proxies.forEach((proxy) => proxy.kill('SIGKILL'))
      pair.lan.host('a').run('rm', '-f', `/tmp/tsk-hap-${process.pid}-a.pid`, `/tmp/tsk-hap-${process.pid}-b.pid`)
    })
  })
})

async function withPair(pair: Pair, scenario: (pair: Pair) => Promise<void>): Promise<void> {
  try {
    await scenario(pair)
  } finally {
    pair.close()
  }
}

/** a (the higher priority) first and master, then b as its backup. */
async function startBoth(pair: Pair): Promise<{ a: Daemon; b: Daemon }> {
  const a = pair.start('a')
  await a.waitForLine(/\(VI_1\) Entering MASTER STATE/)
  const b = pair.start('b')
  await b.waitForLine(/\(VI_1\) Entering BACKUP STATE/)
  await until('only a holds the address', () => pair.holds('a', vip) && !pair.holds('b', vip))
  return { a, b }
}

async function crashReturnStop(pair: Pair): Promise<void> {
  const { a, b } = await startBoth(pair)
  await sleep(1_500)
  pair.crash('a', a)
  await b.waitForLine(/\(VI_1\) Entering MASTER STATE/)
  await until('b holds the address', () => pair.holds('b', vip))

  pair.plug('a')
  const again = pair.start('a')
  await again.waitForLine(/\(VI_1\) Entering MASTER STATE/)
  const asBackup = await b.waitForLine(
    /\(VI_1\) Master received advert from 10\.9\.0\.1 with higher priority 150, ours 100/,
  )
  await until('the address is back, and only there', () => pair.holds('a', vip) && !pair.holds('b', vip))

  await sleep(1_500)
  await again.stop()
  await b.waitForLine(/\(VI_1\) Entering MASTER STATE/, { from: asBackup, timeoutMs: 2_500 })
  await until('the stopped router holds nothing', () => pair.holds('b', vip) && !pair.holds('a', vip))
}

function startHaproxy(pair: Pair, name: 'a' | 'b') {
  const host = pair.lan.host(name)
  const pidFile = `/tmp/tsk-hap-${process.pid}-${name}.pid`
  const config = `/tmp/tsk-hap-${process.pid}-${name}.cfg`
  const text = [
    'defaults',
    '  mode http',
    '  timeout client 5s',
    '  timeout server 5s',
    '  timeout connect 5s',
    'frontend web',
    '  bind 0.0.0.0:80',
    `  http-request return status 200 content-type text/plain string "${name}"`,
    '',
  ].join('\n')
  host.run('sh', '-c', `printf '%s' "$1" > "$2"`, 'sh', text, config)
  const child = host.spawn('sh', ['-c', `echo $$ > ${pidFile}; exec haproxy -db -f ${config}`])
  return child
}

/** Who answers behind the address, asked from router b's side of the LAN or from itself. */
function ask(pair: Pair): string {
  const answer = pair.lan.host('b').tryRun('curl', '-s', '-m', '1', `http://${vip}/`)
  return answer.stdout.trim()
}
