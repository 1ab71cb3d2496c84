/**
 * A password. It is bytes inside an object, so that a careless `${password}` prints `[object Object]`
 * and a logged object can be redacted by its one key; only `revealSecret` gives the bytes.
 */
export interface Secret {
  readonly secret: Uint8Array
}

export function makeSecret(bytes: Uint8Array): Secret {
  return { secret: bytes }
}

/** The bytes themselves: for packets and for the configuration dump, never for a log line. */
export function revealSecret(secret: Secret): Uint8Array {
  return secret.secret
}
