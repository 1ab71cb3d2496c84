/**
 * The configuration: time and memory of `-t` from start to exit, alternating between the programs, for files from one
 * virtual server to eleven megabytes; and how both grow when a virtual server has ten times the real servers.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandOf, type Program } from '../lab/daemons.ts'
import { median, programs, type Measurement } from './measure.ts'

interface Size {
  readonly what: string
  readonly virtualServers: number
  readonly realServers: number
  readonly runs: number
}

const sizes: readonly Size[] = [
  { what: 'one virtual server', virtualServers: 1, realServers: 4, runs: 21 },
  { what: '1,000 virtual servers × 4 real servers', virtualServers: 1000, realServers: 4, runs: 11 },
  { what: '20,000 virtual servers × 4 real servers, 11 MB', virtualServers: 20_000, realServers: 4, runs: 7 },
]
/** The original needs half a minute for the second one: it is asked once. */
const few: Size = { what: 'one virtual server × 4,000 real servers', virtualServers: 1, realServers: 4000, runs: 5 }
const many: Size = { what: 'one virtual server × 40,000 real servers', virtualServers: 1, realServers: 40_000, runs: 1 }

type Values = Readonly<Record<Program, number>>

export async function configTest(): Promise<Measurement[]> {
  const found = sizes.map((size) => ({ size, ...measure(size) }))
  const [less, more] = [measure(few), measure(many)]
  const [, thousand, largest] = found
  return [
    ...found.map(({ size, ms }) => ({
      what: `-t of ${size.what}, median of ${size.runs}`,
      unit: 'ms',
      digits: 0,
      values: ms,
    })),
    ...found.map(({ size, peakMb }) => ({
      what: `peak memory of -t, ${size.what}`,
      unit: 'MB',
      digits: 0,
      values: peakMb,
    })),
    { what: `-t of ${few.what}`, unit: 'ms', digits: 0, values: less.ms },
    { what: `-t of ${many.what}`, unit: 'ms', digits: 0, values: more.ms },
    {
      what: 'ten times the real servers in one virtual server: time',
      unit: 'times',
      digits: 1,
      values: quotient(more.ms, less.ms),
    },
    {
      what: 'ten times the real servers in one virtual server: memory',
      unit: 'times',
      digits: 1,
      values: quotient(more.peakMb, less.peakMb),
    },
    ...(thousand && largest
      ? [
          {
            what: 'twenty times the virtual servers: memory',
            unit: 'times',
            digits: 1,
            values: quotient(largest.peakMb, thousand.peakMb),
          },
        ]
      : []),
  ]
}

function measure({ virtualServers, realServers, runs }: Size): { readonly ms: Values; readonly peakMb: Values } {
  const directory = mkdtempSync(join(tmpdir(), 'tsk-bench-'))
  try {
    const file = join(directory, 'keepalived.conf')
    writeFileSync(file, lvsConfig(virtualServers, realServers))
    const ms: Record<Program, number[]> = { keepalived: [], tskeepalived: [] }
    const peaks: Record<Program, number[]> = { keepalived: [], tskeepalived: [] }
    for (let run = 0; run < runs; run++) {
      for (const program of programs) {
        const one = runOnce(program, file)
        ms[program].push(one.ms)
        peaks[program].push(one.peakMb)
      }
    }
    const medians = (of: Record<Program, number[]>): Values => ({
      keepalived: median(of.keepalived),
      tskeepalived: median(of.tskeepalived),
    })
    return { ms: medians(ms), peakMb: medians(peaks) }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** time(1) is small: a child of ours would inherit our own peak, because the kernel counts what it was before exec. */
function runOnce(program: Program, file: string): { readonly ms: number; readonly peakMb: number } {
  const { command, args } = commandOf(program)
  const report = `${file}.time`
  const startedAt = process.hrtime.bigint()
  execFileSync('/usr/bin/time', ['-f', '%M', '-o', report, command, ...args, '-t', '-f', file], { stdio: 'ignore' })
  const ms = Number(process.hrtime.bigint() - startedAt) / 1e6
  return { ms, peakMb: Number(readFileSync(report, 'utf8')) / 1024 }
}

function quotient(more: Values, less: Values): Values {
  return { keepalived: more.keepalived / less.keepalived, tskeepalived: more.tskeepalived / less.tskeepalived }
}

function lvsConfig(virtualServers: number, realServers: number): string {
  const parts: string[] = []
  for (let i = 0; i < virtualServers; i++) {
    parts.push(
      `virtual_server 10.${i >> 16}.${(i >> 8) & 255}.${i & 255} 80 {\n delay_loop 6\n lb_algo rr\n lb_kind NAT\n protocol TCP\n`,
    )
    for (let j = 1; j <= realServers; j++) {
      const address = `172.${16 + (j >> 16)}.${realServers > 255 ? (j >> 8) & 255 : i & 255}.${j & 255}`
      parts.push(
        ` real_server ${address} 80 {\n  weight 1\n  TCP_CHECK {\n   connect_timeout 3\n   retry 3\n   delay_before_retry 3\n  }\n }\n`,
      )
    }
    parts.push('}\n')
  }
  return parts.join('')
}
