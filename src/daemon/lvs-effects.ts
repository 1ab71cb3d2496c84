/**
 * What the LVS machine's actions do to the world: checks run side by side, each with its own way to be abandoned; requests
 * to IPVS go one batch after another.
 */
import { unreachable } from '../lib/assert.ts'
import { beginCheck, type CheckMeans } from '../checkers/run-check.ts'
import type { IpvsClient } from '../ipvs-netlink/client.ts'
import { IpvsError } from '../ipvs-netlink/index.ts'
import type { LvsAction } from '../lvs/actions.ts'
import type { LvsEvent } from '../lvs/events.ts'
import type { Logger } from './logging.ts'
import type { Notifications } from './notifications.ts'
import type { PacketMarker } from './packet-marker.ts'
import type { SyncDaemon } from './sync-daemon.ts'

export interface LvsEffects {
  readonly perform: (action: LvsAction) => void | Promise<void>
  /** running checks are abandoned, IPVS is closed */
  readonly close: () => void
}

export interface LvsEffectsOptions {
  readonly logger: Logger
  readonly notifications: Notifications
  readonly packetMarker: PacketMarker
  readonly syncDaemon: SyncDaemon
  readonly openIpvs: () => IpvsClient
  readonly means: () => CheckMeans
  readonly post: (event: LvsEvent) => void
  readonly stopped: () => void
}

export function makeLvsEffects(options: LvsEffectsOptions): LvsEffects {
  const { logger, notifications, post } = options
  /** how to give up each check */
  const running = new Map<string, () => void>()
  let ipvs: IpvsClient | null = null

  function perform(action: LvsAction): void | Promise<void> {
    switch (action.kind) {
      case 'check':
        return check(action)
      case 'cancel-check':
        return cancel(action.checker)
      case 'read-kernel':
        return answerFromKernel(async (client) => {
          return { kind: 'kernel-read', entries: await client.getAll(), timeouts: await client.getTimeouts() }
        })
      case 'apply':
        return answerFromKernel(async (client) => {
          return { kind: 'kernel-applied', failures: await client.applyRequests(action.requests) }
        })
      case 'mark-packets':
        return options.packetMarker.set(action.marks)
      case 'sync-daemon':
        return options.syncDaemon.set(action)
      case 'notify':
        return notifications.notify(action.object, action.command, action.extraArgs)
      case 'fifo':
        return notifications.fifo(action.line)
      case 'mail':
        return notifications.mail(action.subject, action.body)
      case 'log':
        return logger.log(action.level, action.text)
      case 'stopped':
        return options.stopped()
      default:
        return unreachable(action)
    }
  }

  function check({ checker }: Extract<LvsAction, { kind: 'check' }>): void {
    const { id } = checker
    cancel(id)
    const giveUp = beginCheck(checker, options.means(), (result) => {
      running.delete(id)
      post({ kind: 'check-result', checker: id, result })
    })
    running.set(id, giveUp)
  }

  function cancel(checker: string): void {
    running.get(checker)?.()
    running.delete(checker)
  }

  async function answerFromKernel(ask: (client: IpvsClient) => Promise<LvsEvent>): Promise<void> {
    ipvs ??= options.openIpvs()
    try {
      post(await ask(ipvs))
    } catch (error) {
      if (!(error instanceof IpvsError)) throw error
      post({ kind: 'kernel-failed', errno: error.errno, message: error.message })
    }
  }

  function close(): void {
    for (const id of [...running.keys()]) cancel(id)
    ipvs?.close()
  }

  return { perform, close }
}

export function lvsLaneOf(action: LvsAction): string | null {
  switch (action.kind) {
    case 'read-kernel':
    case 'apply':
      return 'ipvs'
    case 'sync-daemon':
      return 'sync-daemon'
    default:
      return null
  }
}
