/**
 * What the VRRP machine's actions do to the world. Each is a few lines here; sockets, announcements, notifications and the
 * process watcher have files of their own.
 */
import type { Config, VirtualAddress } from '../config/config.ts'
import { unreachable } from '../lib/assert.ts'
import { OperationError } from '../lib/operation-error.ts'
import { US_PER_MS } from '../lib/time.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import type { Rtnetlink } from '../linux/rtnetlink.ts'
import type { RunCommand } from '../linux/spawn.ts'
import type { VrrpAction } from '../vrrp/actions.ts'
import type { VrrpEvent } from '../vrrp/events.ts'
import type { AdvertSockets } from './advert-sockets.ts'
import type { Announcer } from './announcer.ts'
import type { LinkPoller } from './link-poller.ts'
import type { Logger } from './logging.ts'
import type { Notifications } from './notifications.ts'
import { accountOf } from './configured-command.ts'
import type { SyncDaemon } from './sync-daemon.ts'
import type { Firewall } from './firewall.ts'
import type { Haste } from './turns.ts'
import type { VmacLinks } from './vmac-links.ts'

export interface VrrpEffects {
  readonly perform: (action: VrrpAction) => void | Promise<void>
  /** scripts that still run are ended */
  readonly endScripts: () => void
}

export interface VrrpEffectsOptions {
  readonly logger: Logger
  readonly rtnetlink: Rtnetlink
  readonly sockets: AdvertSockets
  readonly announcer: Announcer
  readonly notifications: Notifications
  readonly syncDaemon: SyncDaemon
  readonly linkPoller: LinkPoller
  readonly vmacs: VmacLinks
  readonly firewall: Firewall
  readonly config: () => Config
  readonly runCommand: RunCommand
  readonly post: (event: VrrpEvent) => void
  /** false: -V, addresses stay at the end */
  readonly releaseAddresses: () => boolean
  readonly stopped: () => void
}

/** It is there already. */
const HARMLESS_ADDITION: ReadonlySet<string> = new Set(['EEXIST'])
/** It is not there, or its interface is not, or never could be. */
const HARMLESS_REMOVAL: ReadonlySet<string> = new Set(['ESRCH', 'ENOENT', 'ENODEV', 'EINVAL'])

export function makeVrrpEffects(options: VrrpEffectsOptions): VrrpEffects {
  const { logger, rtnetlink, sockets, announcer, notifications, vmacs, firewall } = options
  const scripts = new AbortController()

  function perform(action: VrrpAction): void | Promise<void> {
    switch (action.kind) {
      case 'sockets':
        return sockets.want(action)
      case 'send-advert':
        return sockets.send(action)
      case 'poll-links':
        return options.linkPoller.want(action.links)
      case 'make-vmacs':
        return vmacs.make(action)
      case 'remove-vmacs':
        if (!options.releaseAddresses()) return
        return vmacs.remove(action.names)
      case 'firewall':
        return firewall.configure(action.settings)
      case 'drop-traffic':
        return firewall.drop(action.set, action.addresses)
      case 'add-addresses':
        return setAddresses(action.addresses, 'EEXIST', (index, address) => rtnetlink.addAddress(index, address))
      case 'remove-addresses':
        announcer.cancel(action.instance)
        if (!options.releaseAddresses()) return
        return setAddresses(action.addresses, 'EADDRNOTAVAIL', (index, address) =>
          rtnetlink.removeAddress(index, address),
        )
      case 'add-routing':
        return tryAll(action.items, HARMLESS_ADDITION, (item) =>
          item.kind === 'route' ? rtnetlink.addRoute(item.route) : rtnetlink.addRule(item.rule),
        )
      case 'remove-routing':
        if (action.instance !== null && !options.releaseAddresses()) return
        return tryAll(action.items.toReversed(), HARMLESS_REMOVAL, (item) =>
          item.kind === 'route' ? rtnetlink.removeRoute(item.route) : rtnetlink.removeRule(item.rule),
        )
      case 'static-addresses':
        return action.set
          ? setAddresses(action.addresses, 'EEXIST', (index, address) => rtnetlink.addAddress(index, address))
          : setAddresses(action.addresses, 'EADDRNOTAVAIL', (index, address) => rtnetlink.removeAddress(index, address))
      case 'announce':
        return announce(action)
      case 'run-script':
        return void runScript(action)
      case 'notify':
        return notifications.notify(action.object, action.command, action.extraArgs)
      case 'fifo':
        return notifications.fifo(action.line)
      case 'mail':
        return notifications.mail(action.subject, action.body)
      case 'sync-daemon':
        return options.syncDaemon.set(action)
      case 'log':
        return logger.log(action.level, action.text, action.detail ?? false)
      case 'stopped':
        return options.stopped()
      default:
        return unreachable(action)
    }
  }

  function setAddresses(
    addresses: readonly VirtualAddress[],
    harmless: string,
    set: (interfaceIndex: number, address: VirtualAddress) => void,
  ): void {
    tryAll(addresses, new Set([harmless]), (address) => {
      const link = interfaceByName(address.interface)
      if (link === undefined) throw new OperationError('set address', 'ENODEV', address.interface)
      set(link.index, address)
    })
  }

  /** All are tried; the first refusal that means something is the failure. */
  function tryAll<T>(items: readonly T[], harmless: ReadonlySet<string>, attempt: (item: T) => void): void {
    let failure: unknown = null
    for (const item of items) {
      try {
        attempt(item)
      } catch (error) {
        if (!(error instanceof OperationError && harmless.has(error.errno))) failure ??= error
      }
    }
    if (failure !== null) throw failure
  }

  function interfaceByName(name: string): InterfaceInfo | undefined {
    return rtnetlink.interfaces().find((link) => link.name === name)
  }

  function announce(action: Extract<VrrpAction, { kind: 'announce' }>): void {
    const link = rtnetlink.interfaces().find(({ index }) => index === action.interfaceIndex)
    if (link === undefined) throw new OperationError('announce', 'ENODEV')
    announcer.announce({ ...action, link })
  }

  async function runScript(action: Extract<VrrpAction, { kind: 'run-script' }>): Promise<void> {
    const { script, command, timeoutUs } = action
    const account = accountOf(command, options.config().global)
    const timeoutMs = Math.max(1, Math.round(timeoutUs / US_PER_MS))
    const result = await options.runCommand({
      argv: command.argv,
      ...account,
      timeoutMs,
      signal: scripts.signal,
      endsWithUs: 'killed',
    })
    if (!scripts.signal.aborted) options.post({ kind: 'script-result', script, result })
  }

  return { perform, endScripts: () => scripts.abort() }
}

/** Adverts overtake all but the sockets that they may need. */
export function vrrpHasteOf(action: VrrpAction): Haste {
  if (action.kind === 'send-advert') return 'at once'
  return action.kind === 'sockets' ? 'gate' : 'in turn'
}

/**
 * The lane in which an action keeps its order. Adverts have none: no address change may delay them. Addresses and
 * announcements are done when they return, in the order of the machine.
 */
export function vrrpLaneOf(action: VrrpAction): string | null {
  return action.kind === 'sync-daemon' ? 'sync-daemon' : null
}
