/** Makes a configuration immutable, so that no part of the daemon can change what another part believes. */

/** Freezes plain objects and arrays in place; typed arrays cannot be frozen. A Config is shallow: recursion is safe. */
export function freezeDeep<T>(value: T): T {
  if (typeof value === 'object' && value !== null) freezeObject(value)
  return value
}

function freezeObject(object: object): void {
  if (ArrayBuffer.isView(object) || Object.isFrozen(object)) return
  Object.freeze(object)
  for (const inner of Object.values(object) as unknown[]) {
    if (typeof inner === 'object' && inner !== null) freezeObject(inner)
  }
}
