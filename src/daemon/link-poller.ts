/** Polls links once a second, for the machine that ordered it, and tells what it did not know. */
import type { LinkbeatWay, PolledLink } from '../config/config.ts'
import type { InterfaceInfo } from '../lib/interface-info.ts'
import { openLinkbeat, type Linkbeat } from '../linux/linkbeat.ts'
import type { VrrpEvent } from '../vrrp/events.ts'

export interface LinkPoller {
  /** the whole set */
  readonly want: (links: readonly PolledLink[]) => void
  readonly ways: () => ReadonlyMap<string, LinkbeatWay>
  readonly close: () => void
}

interface Polled {
  readonly way: LinkbeatWay
  /** what was told last; null: nothing yet */
  up: boolean | null
}

const PERIOD_MS = 1_000

export function makeLinkPoller(
  post: (event: VrrpEvent) => void,
  log: (text: string) => void,
  interfaces: () => readonly InterfaceInfo[],
): LinkPoller {
  const links = new Map<string, Polled>()
  let linkbeat: Linkbeat | null = null
  let timer: NodeJS.Timeout | null = null

  function poll(): void {
    for (const [name, link] of links) {
      const up = linkbeat?.isUp(name, link.way) ?? null
      if (up !== null && up !== link.up) post({ kind: 'link-polled', interface: name, up })
      link.up = up
    }
  }

  function close(): void {
    if (timer !== null) clearInterval(timer)
    linkbeat?.close()
    timer = null
    linkbeat = null
  }

  return {
    want(wanted) {
      const former = new Set(links.keys())
      links.clear()
      if (wanted.length > 0) linkbeat ??= openLinkbeat()
      for (const { interface: name, way } of wanted) {
        former.delete(name)
        const found = linkbeat?.wayFor(name, way) ?? 'IOCTL'
        if (way !== null && found !== way)
          log(`(${name}): Configured linkbeat type ${way} not supported, using ${found}`)
        links.set(name, { way: found, up: null })
      }
      // What the kernel says counts again.
      for (const link of interfaces()) if (former.has(link.name)) post({ kind: 'interface', interface: link })
      if (wanted.length === 0) return close()
      timer ??= setInterval(poll, PERIOD_MS)
      poll()
    },
    ways: () => new Map([...links].map(([name, { way }]) => [name, way])),
    close,
  }
}
