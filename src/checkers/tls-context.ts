/** The TLS settings of all SSL_GET checkers: the `SSL { }` block of the file, read once per configuration. */
import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import type { SslConfig } from '../config/config.ts'
import { revealSecret } from '../lib/secret.ts'

const contexts = new WeakMap<SslConfig, tls.SecureContext>()
let plainContext: tls.SecureContext | null = null

/** Throws when a file cannot be read or is no key or certificate. */
export function tlsContext(ssl: SslConfig | null): tls.SecureContext {
  if (ssl === null) return (plainContext ??= tls.createSecureContext())
  const known = contexts.get(ssl)
  if (known) return known
  const context = tls.createSecureContext({
    ...(ssl.ca === null ? {} : { ca: readFileSync(ssl.ca) }),
    ...(ssl.certificate === null ? {} : { cert: readFileSync(ssl.certificate) }),
    ...(ssl.key === null ? {} : { key: readFileSync(ssl.key) }),
    ...(ssl.password === null ? {} : { passphrase: Buffer.from(revealSecret(ssl.password)).toString('latin1') }),
  })
  contexts.set(ssl, context)
  return context
}
