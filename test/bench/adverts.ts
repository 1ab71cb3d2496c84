/** Regularity of the adverts: both programs master side by side, each on a LAN of its own, for the same time. */
import { spawn, type ChildProcess } from 'node:child_process'
import { cpus } from 'node:os'
import { Capture, vrrpOf } from '../lab/capture.ts'
import { Daemon, sleep, type Program } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'
import { mean, percentile, programs, type Measurement } from './measure.ts'

export function adverts(): Promise<Measurement[]> {
  return measure('advert interval at 1 s', { intervalMs: 1000, seconds: 60, burners: 0 })
}

/** Version 3 at its shortest, on an idle machine and with every core busy. */
export async function fastAdverts(): Promise<Measurement[]> {
  return [
    ...(await measure('advert interval at 10 ms', { intervalMs: 10, seconds: 25, burners: 0 })),
    ...(await measure('advert interval at 10 ms, all cores busy', {
      intervalMs: 10,
      seconds: 25,
      burners: cpus().length,
    })),
  ]
}

interface Pace {
  readonly intervalMs: number
  readonly seconds: number
  /** processes that do nothing but use a core */
  readonly burners: number
}

async function measure(what: string, pace: Pace): Promise<Measurement[]> {
  const sides = await Promise.all(programs.map((program) => startSide(program, pace)))
  const burners: ChildProcess[] = []
  try {
    for (const side of sides) await side.daemon.waitForLine(/Entering MASTER STATE/)
    for (let i = 0; i < pace.burners; i++)
      burners.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
    const from = Date.now() * 1000
    await sleep(pace.seconds * 1000)
    const intervals = Object.fromEntries(sides.map((side) => [side.program, side.intervalsMs(from)])) as Record<
      Program,
      number[]
    >
    const row = (name: string, pick: (samples: readonly number[]) => number): Measurement => ({
      what: `${what}, ${name}`,
      unit: 'ms',
      digits: 3,
      theory: pace.intervalMs,
      values: { keepalived: pick(intervals.keepalived), tskeepalived: pick(intervals.tskeepalived) },
    })
    return [
      row(`mean over ${pace.seconds} s`, mean),
      row('p99', (samples) => percentile(samples, 99)),
      row('worst', (samples) => percentile(samples, 100)),
    ]
  } finally {
    for (const burner of burners) burner.kill('SIGKILL')
    for (const side of sides) side.close()
  }
}

async function startSide(program: Program, { intervalMs }: Pace) {
  const lan = new Lan('ad', [{ name: 'm', nics: [{ name: 'eth0', segment: 'lan', addresses: ['10.9.0.1/24'] }] }])
  const capture = await Capture.start(lan.host('m'), 'eth0', 'proto 112')
  const daemon = Daemon.start(
    program,
    lan.host('m'),
    `vrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n priority 200\n version 3\n advert_int ${intervalMs / 1000}\n virtual_ipaddress {\n 10.9.0.100/24\n }\n}\n`,
    [],
  )
  return {
    program,
    daemon,
    intervalsMs: (fromUs: number): number[] => {
      const at = capture.frames
        .filter((frame) => vrrpOf(frame) !== null && frame.atUs >= fromUs)
        .map((frame) => frame.atUs)
      return at.slice(1).map((time, i) => (time - (at[i] ?? 0)) / 1000)
    },
    close: (): void => {
      capture.stop()
      daemon.close()
      lan.close()
    },
  }
}
