/** What people's alerts search for: the same events give the same lines in the same order. */
import { describe, expect, test } from 'vitest'
import { sleep, type Program } from '../lab/daemons.ts'
import { whyNoNamespaces } from '../lab/lan.ts'
import { authentication, instanceText, Pair } from '../lab/pair.ts'

const why = whyNoNamespaces()

/**
 * Lines that are about the program itself, not about what it does: version, kernel, options, processes, sockets by
 * number, accounting of time. docs/COMPATIBILITY.md has the list with its reasons.
 */
const aboutTheProgram = [
  /^Starting (Ts)?[Kk]eepalived/i,
  /^Running on Linux/,
  /^Command line:/,
  /^ {10,}/,
  /^(Opening file|Configuration file)/,
  /^NOTICE: setting config option max_auto_priority/,
  /^Starting \w+ child process, pid=/,
  /^Registering (Kernel netlink|gratuitous ARP)/,
  /^Assigned address fe80/,
  /^VRRP sockpool/,
  // written by the parent at a moment of its own
  /^Startup complete/,
  /^Stopped/,
  /^CPU usage/,
  /^Script user 'keepalived_script' does not exist/,
]

describe.skipIf(why !== null)(`log lines of a router${why === null ? '' : ` (${why})`}`, () => {
  test.concurrent('alone: start, master, stop', async () => {
    await compare('keepalived', instanceText({ priority: 100 }), instanceText({ priority: 90 }), async (pair) => {
      const a = pair.start('a')
      await a.waitForLine(/Entering MASTER STATE/)
      await sleep(6_500)
      await a.stop()
      return a.lines
    })
  })

  test.concurrent('backup, its master stops, then comes back', async () => {
    await compare('keepalived', instanceText({ priority: 100 }), instanceText({ priority: 150 }), async (pair) => {
      const b = pair.start('b')
      await b.waitForLine(/Entering MASTER STATE/)
      const a = pair.start('a')
      await a.waitForLine(/Entering BACKUP STATE/)
      await sleep(2_500)
      await b.stop()
      await a.waitForLine(/Entering MASTER STATE/)
      await sleep(1_500)
      const again = pair.start('b')
      await again.waitForLine(/Entering MASTER STATE/)
      await sleep(1_500)
      await a.stop()
      return a.lines
    })
  })

  test.concurrent('the other router has another password', async () => {
    const mine = instanceText({ priority: 100, lines: authentication('PASS', 'mine') })
    const theirs = instanceText({ priority: 150, lines: authentication('PASS', 'theirs') })
    await compare('keepalived', mine, theirs, async (pair) => {
      const a = pair.start('a')
      await a.waitForLine(/Entering MASTER STATE/)
      // past the second volley of announcements, so that the lines cannot mix
      await sleep(6_500)
      const b = pair.start('b')
      await b.waitForLine(/Entering MASTER STATE/)
      await sleep(2_200)
      await b.stop()
      await sleep(600)
      await a.stop()
      // How often depends on the moment; which lines and in which order does not.
      return unrepeated(a.lines)
    })
  })

  test.concurrent('the cable is pulled and plugged', async () => {
    await compare('keepalived', instanceText({ priority: 100 }), instanceText({ priority: 90 }), async (pair) => {
      const a = pair.start('a')
      await a.waitForLine(/Entering MASTER STATE/)
      await sleep(6_500)
      pair.lan.host('a').cable(0, false)
      const fault = await a.waitForLine(/Entering FAULT STATE/)
      await sleep(500)
      pair.lan.host('a').cable(0, true)
      await a.waitForLine(/Entering MASTER STATE/, { from: fault })
      await sleep(6_500)
      await a.stop()
      return a.lines
    })
  })

  test.concurrent('a track script fails and recovers', async () => {
    const config =
      'global_defs {\n  script_user root\n}\nvrrp_script chk {\n  script "/usr/bin/test ! -e FLAG"\n  interval 1\n  fall 2\n  rise 2\n}\n' +
      instanceText({ priority: 100, lines: ['track_script {', '  chk', '}'] })
    await compare('keepalived', config, instanceText({ priority: 90 }), async (pair, program) => {
      const flag = `/tmp/tsk-log-${process.pid}-${program}`
      const a = pair.start('a', (text) => text.replace('FLAG', flag))
      await a.waitForLine(/Entering MASTER STATE/)
      await sleep(6_500)
      pair.lan.host('a').run('touch', flag)
      const fault = await a.waitForLine(/Entering FAULT STATE/)
      pair.lan.host('a').run('rm', flag)
      await a.waitForLine(/Entering MASTER STATE/, { from: fault })
      await sleep(6_500)
      await a.stop()
      return a.lines
    })
  })

  test.concurrent('a sync group loses one interface and gets it back', async () => {
    const config =
      'vrrp_sync_group G {\n  group {\n    VI_1\n    VI_2\n  }\n}\n' +
      instanceText({ priority: 100 }) +
      instanceText({ name: 'VI_2', nic: 'eth1', vrid: 52, priority: 100, address: '10.8.0.100/24' })
    await compare(
      'keepalived',
      config,
      instanceText({ priority: 90 }),
      async (pair) => {
        const a = pair.start('a')
        await a.waitForLine(/\(VI_2\) Entering MASTER STATE/)
        await sleep(6_500)
        pair.lan.host('a').cable(1, false)
        await a.waitForLine(/\(VI_1\) Entering FAULT STATE/)
        await sleep(500)
        const down = a.lines.length
        pair.lan.host('a').cable(1, true)
        await a.waitForLine(/\(VI_2\) Entering MASTER STATE/, { from: down })
        await sleep(6_500)
        await a.stop()
        return a.lines
      },
      true,
    )
  })
})

type Scenario = (pair: Pair, program: Program) => Promise<readonly string[]>

/** Plays the scenario with the original and with ours as router a; router b is always the original. */
async function compare(
  other: Program,
  config: string,
  otherConfig: string,
  play: Scenario,
  twoNics = false,
): Promise<void> {
  const one = async (program: Program): Promise<string[]> => {
    const pair = new Pair({ label: 'l', a: { program, config }, b: { program: other, config: otherConfig }, twoNics })
    try {
      const lines = (await play(pair, program)).map(withoutPlaceAndHint)
      return lines.filter((line) => line !== '' && !aboutTheProgram.some((pattern) => pattern.test(line)))
    } finally {
      pair.close()
    }
  }
  const [theirs, ours] = await Promise.all([one('keepalived'), one('tskeepalived')])
  expect(ours).toEqual(theirs)
}

/** Ours says of every mistake in the file where it is and what to do; the original's words are in between. */
function withoutPlaceAndHint(line: string): string {
  return line.replace(/^\(\S+: Line \d+\) (.*?)( - [^-]*)?$/, '$1')
}

function unrepeated(lines: readonly string[]): string[] {
  return lines.filter((line, i) => line !== lines[i - 1])
}
