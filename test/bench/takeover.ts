/**
 * Takeover: from the last advert that the backup heard to its first gratuitous ARP, by the kernel's time stamps on the
 * backup's own interface. The master is always the original, killed together with its cable, so only the backup differs.
 */
import { Capture, gratuitousArpOf, vrrpOf } from '../lab/capture.ts'
import { Daemon, sleep, until, type Program } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'
import { median, percentile, programs, type Measurement } from './measure.ts'

/** A way to run it: seconds between adverts, as the file says it, in either version. */
interface Pace {
  readonly version: 2 | 3
  readonly intervalMs: number
  readonly rounds: number
}

export function takeover(): Promise<Measurement[]> {
  return measure('takeover', { version: 2, intervalMs: 1000, rounds: 7 })
}

/** Version 3 alone can be faster than a second. */
export async function fastTakeover(): Promise<Measurement[]> {
  return [
    ...(await measure('takeover at 100 ms', { version: 3, intervalMs: 100, rounds: 3 })),
    ...(await measure('takeover at 10 ms', { version: 3, intervalMs: 10, rounds: 3 })),
  ]
}

async function measure(what: string, pace: Pace): Promise<Measurement[]> {
  const { intervalMs, rounds, version } = pace
  const overUs: Record<Program, number[]> = { keepalived: [], tskeepalived: [] }
  for (let round = 0; round < rounds; round++) {
    for (const program of programs) overUs[program].push(await oneTakeover(program, pace))
  }
  const theoryMs = 3 * intervalMs + ((256 - 100) * (version === 2 ? 1000 : intervalMs)) / 256
  const inMs = (samples: readonly number[]): number => median(samples) / 1000
  const worst = (samples: readonly number[]): number => percentile(samples, 100) / 1000
  return [
    {
      what: `${what}, last advert → first GARP, median of ${rounds}`,
      unit: 'ms',
      digits: 2,
      theory: theoryMs,
      values: both(inMs, overUs),
    },
    { what: `${what}, worst`, unit: 'ms', digits: 2, theory: theoryMs, values: both(worst, overUs) },
  ]
}

function both(of: (samples: readonly number[]) => number, samples: Record<Program, number[]>): Record<Program, number> {
  return { keepalived: of(samples.keepalived), tskeepalived: of(samples.tskeepalived) }
}

async function oneTakeover(backup: Program, pace: Pace): Promise<number> {
  const nic = (last: number) => [{ name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`] }]
  const lan = new Lan('to', [
    { name: 'm', nics: nic(1) },
    { name: 'b', nics: nic(2) },
  ])
  const capture = await Capture.start(lan.host('b'), 'eth0')
  const daemons: Daemon[] = []
  try {
    // The master first: a backup that hears nobody is master itself within milliseconds.
    const first = Daemon.start('keepalived', lan.host('m'), config(150, pace), [])
    daemons.push(first)
    await first.waitForLine(/Entering MASTER STATE/)
    const second = Daemon.start(backup, lan.host('b'), config(100, pace), [])
    daemons.push(second)
    await second.waitForLine(/Entering BACKUP STATE/)
    await sleep(2_300)
    const from = second.lines.length
    lan.host('m').cable(0, false)
    first.crash()
    await second.waitForLine(/Entering MASTER STATE/, { from })
    await until(
      'gratuitous ARPs leave',
      () => capture.frames.filter((frame) => gratuitousArpOf(frame) === '10.9.0.100').length > 0,
    )
    await sleep(200)
    const heard = capture.frames.findLast((frame) => vrrpOf(frame)?.source === '10.9.0.1')
    const announced = capture.frames.find(
      (frame) => gratuitousArpOf(frame) === '10.9.0.100' && frame.atUs > (heard?.atUs ?? 0),
    )
    if (!heard || !announced) throw new Error('the capture misses the advert or the announcement')
    return announced.atUs - heard.atUs
  } finally {
    capture.stop()
    for (const daemon of daemons) daemon.close()
    lan.close()
  }
}

function config(priority: number, { version, intervalMs }: Pace): string {
  return `vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  version ${version}
  advert_int ${intervalMs / 1000}
  virtual_ipaddress {
    10.9.0.100/24
  }
}
`
}
