/** Makes a configuration immutable, so that no part of the daemon can change what another part believes. */

/** Freezes plain objects and arrays in place; typed arrays cannot be frozen and are left. */
export function freezeDeep<T>(value: T): T {
  const open: unknown[] = [value]
  for (let item = open.pop(); open.length > 0 || item !== undefined; item = open.pop()) {
    if (typeof item !== 'object' || item === null || ArrayBuffer.isView(item) || Object.isFrozen(item)) continue
    Object.freeze(item)
    for (const inner of Object.values(item)) if (typeof inner === 'object' && inner !== null) open.push(inner)
  }
  return value
}
