/** Time of `-t`, from start to exit, alternating between the programs. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandOf, type Program } from '../lab/daemons.ts'
import { median, programs, type Measurement } from './measure.ts'

const RUNS = 11

export async function configTest(): Promise<Measurement[]> {
  return [measure('-t of one virtual server', 1), measure('-t of 1,000 virtual servers × 4 real servers', 1000)]
}

function measure(what: string, virtualServers: number): Measurement {
  const directory = mkdtempSync(join(tmpdir(), 'tsk-bench-'))
  try {
    const file = join(directory, 'keepalived.conf')
    writeFileSync(file, lvsConfig(virtualServers))
    const samples: Record<Program, number[]> = { keepalived: [], tskeepalived: [] }
    for (let run = 0; run < RUNS; run++) for (const program of programs) samples[program].push(timeOf(program, file))
    return {
      what: `${what}, median of ${RUNS}`,
      unit: 'ms',
      digits: 0,
      values: { keepalived: median(samples.keepalived), tskeepalived: median(samples.tskeepalived) },
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function timeOf(program: Program, file: string): number {
  const { command, args } = commandOf(program)
  const startedAt = process.hrtime.bigint()
  execFileSync(command, [...args, '-t', '-f', file], { stdio: 'ignore' })
  return Number(process.hrtime.bigint() - startedAt) / 1e6
}

function lvsConfig(virtualServers: number): string {
  let text = ''
  for (let i = 0; i < virtualServers; i++) {
    text += `virtual_server 10.${i >> 8}.${i & 255}.1 80 {\n delay_loop 6\n lb_algo rr\n lb_kind NAT\n protocol TCP\n`
    for (let j = 1; j <= 4; j++)
      text += ` real_server 172.16.${i & 255}.${j} 80 {\n  weight 1\n  TCP_CHECK {\n   connect_timeout 3\n  }\n }\n`
    text += '}\n'
  }
  return text
}
