/** The names of this host: as the kernel knows it, and with its domain as the resolver knows it. */
import { lookup } from 'node:dns/promises'
import { hostname } from 'node:os'

/** What gethostname(2) says: the router_id and the sender of mails by default. */
export function readHostName(): string {
  return hostname()
}

/** The name with its domain, if the resolver has one for it within the time; else the plain name. Never rejects. */
export async function readFullHostName(timeoutMs = 2_000): Promise<string> {
  const name = hostname()
  if (name.includes('.')) return name
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, name)
  })
  try {
    return await Promise.race([canonicalName(name), late])
  } catch {
    // Safe: a host without a resolver still has its plain name.
    return name
  } finally {
    clearTimeout(timer)
  }
}

async function canonicalName(name: string): Promise<string> {
  const { address } = await lookup(name)
  const { lookupService } = await import('node:dns/promises')
  const { hostname: full } = await lookupService(address, 0)
  return full.includes('.') && full !== 'localhost.localdomain' ? full : name
}
