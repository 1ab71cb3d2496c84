/** Regularity of the adverts at 1 s: both programs master side by side, each on a LAN of its own, for the same minute. */
import { Capture, vrrpOf } from '../lab/capture.ts'
import { Daemon, sleep, type Program } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'
import { mean, percentile, programs, type Measurement } from './measure.ts'

const SECONDS = 60

export async function adverts(): Promise<Measurement[]> {
  const sides = await Promise.all(programs.map(startSide))
  try {
    for (const side of sides) await side.daemon.waitForLine(/Entering MASTER STATE/)
    await sleep(SECONDS * 1000)
    const intervals = Object.fromEntries(sides.map((side) => [side.program, side.intervalsMs()])) as Record<
      Program,
      number[]
    >
    const of = (pick: (samples: readonly number[]) => number): Record<Program, number> => ({
      keepalived: pick(intervals.keepalived),
      tskeepalived: pick(intervals.tskeepalived),
    })
    return [
      { what: `advert interval at 1 s over ${SECONDS} s, mean`, unit: 'ms', digits: 3, theory: 1000, values: of(mean) },
      {
        what: 'advert interval at 1 s, p99',
        unit: 'ms',
        digits: 3,
        theory: 1000,
        values: of((samples) => percentile(samples, 99)),
      },
    ]
  } finally {
    for (const side of sides) side.close()
  }
}

async function startSide(program: Program) {
  const lan = new Lan('ad', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
  const capture = await Capture.start(lan.host('m'), 'eth0', 'proto 112')
  const daemon = Daemon.start(
    program,
    lan.host('m'),
    'vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n priority 200\n virtual_ipaddress {\n 10.9.0.100/24\n }\n}\n',
    [],
  )
  return {
    program,
    daemon,
    intervalsMs: (): number[] => {
      const at = capture.frames.filter((frame) => vrrpOf(frame) !== null).map((frame) => frame.atUs)
      return at.slice(1).map((time, i) => (time - (at[i] ?? 0)) / 1000)
    },
    close: (): void => {
      capture.stop()
      daemon.close()
      lan.close()
    },
  }
}
