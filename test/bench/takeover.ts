/**
 * Takeover: from the last advert that the backup heard to its first gratuitous ARP, by the kernel's time stamps on the
 * backup's own interface. The master is always the original, killed together with its cable, so only the backup differs.
 */
import { Capture, gratuitousArpOf, vrrpOf } from '../lab/capture.ts'
import { Daemon, sleep, until, type Program } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'
import { median, percentile, programs, type Measurement } from './measure.ts'

const ROUNDS = 7

export async function takeover(): Promise<Measurement[]> {
  const overUs: Record<Program, number[]> = { keepalived: [], tskeepalived: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const program of programs) overUs[program].push(await oneTakeover(program))
  }
  const theoryMs = 3000 + ((256 - 100) * 1000) / 256
  const inMs = (samples: readonly number[]): number => median(samples) / 1000
  const worst = (samples: readonly number[]): number => percentile(samples, 100) / 1000
  return [
    {
      what: `takeover, last advert → first GARP, median of ${ROUNDS}`,
      unit: 'ms',
      digits: 2,
      theory: theoryMs,
      values: both(inMs, overUs),
    },
    { what: 'takeover, worst', unit: 'ms', digits: 2, theory: theoryMs, values: both(worst, overUs) },
  ]
}

function both(of: (samples: readonly number[]) => number, samples: Record<Program, number[]>): Record<Program, number> {
  return { keepalived: of(samples.keepalived), tskeepalived: of(samples.tskeepalived) }
}

async function oneTakeover(backup: Program): Promise<number> {
  const nic = (last: number) => [{ name: 'eth0', segment: 'lan', addresses: [`10.9.0.${last}/24`] }]
  const lan = new Lan('to', [
    { name: 'm', nics: nic(1) },
    { name: 'b', nics: nic(2) },
  ])
  const capture = await Capture.start(lan.host('b'), 'eth0')
  const second = Daemon.start(backup, lan.host('b'), config(100), [])
  const first = Daemon.start('keepalived', lan.host('m'), config(150), [])
  try {
    await first.waitForLine(/Entering MASTER STATE/)
    await second.waitForLine(/Entering BACKUP STATE/)
    await sleep(2_300)
    lan.host('m').cable(0, false)
    first.crash()
    await second.waitForLine(/Entering MASTER STATE/)
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
    first.close()
    second.close()
    lan.close()
  }
}

function config(priority: number): string {
  return `vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  advert_int 1
  virtual_ipaddress {
    10.9.0.100/24
  }
}
`
}
