// dist/lib/same.js
function sameValue(a, b) {
  if (Object.is(a, b))
    return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return false;
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array) || a.length !== b.length)
      return false;
    return a.every((octet, i) => octet === b[i]);
  }
  if (Array.isArray(a) !== Array.isArray(b))
    return false;
  const keysOfA = Object.keys(a);
  const keysOfB = Object.keys(b);
  if (keysOfA.length !== keysOfB.length)
    return false;
  return keysOfA.every((key) => key in b && sameValue(a[key], b[key]));
}

export {
  sameValue
};
