/** The mail relay as a dump shows it: by address, looked up at that moment. */
import { lookup } from 'node:dns/promises'
import type { EmailConfig } from '../config/config.ts'
import { readIp, writeIp } from '../lib/ip.ts'

/** A start must not wait for a name server that does not answer. */
const lookupTimeoutMs = 1_000

/** compat: null, and so no relay in the dump, when its name does not resolve. Never rejects. */
export async function lookUpRelay({ server }: EmailConfig): Promise<string | null> {
  if (server === null) return null
  const given = readIp(server.host)
  if (given !== null) return writeIp(given)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, lookupTimeoutMs, null)
  })
  const found = lookup(server.host).then(
    ({ address }) => address,
    // A name without an address is shown as no relay.
    () => null,
  )
  const address = await Promise.race([found, late])
  clearTimeout(timer)
  return address
}
