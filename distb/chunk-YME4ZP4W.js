// dist/lib/bytes.js
function concatBytes(...parts) {
  let length = 0;
  for (const part of parts)
    length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
function sameBytes(a, b) {
  if (a.length !== b.length)
    return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++)
    difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
function writeHex(bytes) {
  let text = "";
  for (const byte of bytes)
    text += byte.toString(16).padStart(2, "0");
  return text;
}

export {
  concatBytes,
  sameBytes,
  viewOf,
  writeHex
};
