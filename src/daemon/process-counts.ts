/** Follows the processes of vrrp_track_process. The watcher is loaded only where one is configured. */
import type { TrackProcessConfig } from '../config/config.ts'
import type { LogLevel } from '../lib/machine.ts'
import type { ReceiveBufferOptions } from '../linux/receive-buffer.ts'
import type { ProcessWatch } from '../linux/process-watch.ts'

export interface ProcessCounts {
  /** All counts come once before the promise resolves, then with every change. */
  readonly configure: (processes: readonly TrackProcessConfig[]) => Promise<void>
  readonly close: () => void
}

export interface ProcessCountsOptions extends ReceiveBufferOptions {
  readonly onCount: (process: string, count: number) => void
  readonly log: (level: LogLevel, text: string) => void
}

export function makeProcessCounts(options: ProcessCountsOptions): ProcessCounts {
  let watch: ProcessWatch | null = null
  let watched = ''
  let wanted: readonly TrackProcessConfig[] = []

  async function configure(processes: readonly TrackProcessConfig[]): Promise<void> {
    wanted = processes
    const key = JSON.stringify(processes)
    if (key === watched) return
    watched = key
    watch?.close()
    watch = null
    if (processes.length > 0) await start(processes)
  }

  async function start(processes: readonly TrackProcessConfig[]): Promise<void> {
    const { watchProcesses } = await import('../linux/process-watch.ts')
    // A reload may have overtaken the loading.
    if (wanted !== processes) return
    watch = watchProcesses(processes, options.onCount, options.log, {
      receiveBufferBytes: options.receiveBufferBytes ?? 0,
      forceReceiveBuffer: options.forceReceiveBuffer ?? false,
    })
  }

  function close(): void {
    wanted = []
    watch?.close()
    watch = null
  }

  return { configure, close }
}
