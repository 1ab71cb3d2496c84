/** The number in a tracked file, read as the C library's strtol(3) reads it: what follows the digits does not matter. */

/** keepalived's: a server's weight may be that large. */
const MOST = 2 ** 31

/** 0x and 0 lead in other bases; no number at all is 0; null: out of range. */
export function readFileNumber(text: string): number | null {
  const [, sign = '', hex, octal, decimal] = /^\s*([+-]?)(?:0x([0-9a-f]+)|0([0-7]*)|([1-9]\d*))/i.exec(text) ?? []
  const size =
    hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) || 0 : Number(decimal ?? 0)
  if (size > MOST) return null
  return sign === '-' && size !== 0 ? -size : size
}
