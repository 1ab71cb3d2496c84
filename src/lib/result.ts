/**
 * The outcome of something that may be refused: a value, or a tagged reason.
 *
 * Decoders and readers return it instead of throwing, because a bad packet or a bad word in a file
 * is an expected input, not a fault of ours.
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error }
}
