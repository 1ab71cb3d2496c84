/**
 * Writes octets one after another into one growing buffer. Thousands of requests go out together: an array for each of
 * their numbers would cost more than all the rest of them.
 */
export class Writer {
  #bytes = new Uint8Array(FIRST_OCTETS)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }

  clear(): void {
    this.#length = 0
  }

  u8(value: number): void {
    const at = this.skip(1)
    this.#bytes[at] = value
  }

  /** host order */
  u16(value: number): void {
    const at = this.skip(2)
    this.#view.setUint16(at, value, littleEndian)
  }

  /** network order */
  be16(value: number): void {
    const at = this.skip(2)
    this.#view.setUint16(at, value, false)
  }

  u32(value: number): void {
    const at = this.skip(4)
    this.#view.setUint32(at, value, littleEndian)
  }

  u64(value: bigint): void {
    const at = this.skip(8)
    this.#view.setBigUint64(at, value, littleEndian)
  }

  bytes(value: Uint8Array): void {
    const at = this.skip(value.length)
    this.#bytes.set(value, at)
  }

  /** zero octets up to the next multiple of four */
  pad(): void {
    const octets = -this.#length & 3
    const at = this.skip(octets)
    this.#bytes.fill(0, at, at + octets)
  }

  /** Replaces what was written there. */
  setU16(at: number, value: number): void {
    this.#view.setUint16(at, value, littleEndian)
  }

  getU16(at: number): number {
    return this.#view.getUint16(at, littleEndian)
  }

  /** Room for so many octets, whose content is whatever it is; where it begins. */
  skip(octets: number): number {
    const at = this.#length
    if (at + octets > this.#bytes.length) this.#grow(at + octets)
    this.#length = at + octets
    return at
  }

  /** A copy of all that was written. */
  taken(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #grow(octets: number): void {
    const larger = new Uint8Array(Math.max(octets, 2 * this.#bytes.length))
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}

const FIRST_OCTETS = 512

export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
