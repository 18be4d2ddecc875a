/** SM3 (GB/T 32905-2016), also in pieces for files that do not fit in memory. */
const START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]

const rotl = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** T_j rotated by j, once for all blocks. */
const ROUND = Int32Array.from({ length: 64 }, (_, j) => rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32))

export class Sm3 {
  private readonly state = Int32Array.from(START)
  private readonly words = new Int32Array(68)
  private readonly rest = new Uint8Array(64)
  private kept = 0
  private length = 0

  update(data: Uint8Array): this {
    this.length += data.length
    let at = 0
    if (this.kept > 0) {
      const take = Math.min(64 - this.kept, data.length)
      this.rest.set(data.subarray(0, take), this.kept)
      this.kept += take
      at = take
      if (this.kept < 64) return this
      this.block(this.rest, 0)
      this.kept = 0
    }
    for (; at + 64 <= data.length; at += 64) this.block(data, at)
    this.rest.set(data.subarray(at))
    this.kept = data.length - at
    return this
  }

  /** An independent digest that has been given the same bytes so far. */
  copy(): Sm3 {
    const other = new Sm3()
    other.state.set(this.state)
    other.rest.set(this.rest)
    other.kept = this.kept
    other.length = this.length
    return other
  }

  digest(): Uint8Array {
    const bits = BigInt(this.length) * 8n
    const tail = new Uint8Array((this.kept < 56 ? 64 : 128) - this.kept)
    tail[0] = 0x80
    new DataView(tail.buffer).setBigUint64(tail.length - 8, bits)
    this.update(tail)
    const out = new Uint8Array(32)
    const view = new DataView(out.buffer)
    this.state.forEach((word, index) => view.setInt32(index * 4, word))
    return out
  }

  private block(data: Uint8Array, at: number): void {
    const w = this.words
    const view = new DataView(data.buffer, data.byteOffset + at, 64)
    for (let j = 0; j < 16; j += 1) w[j] = view.getInt32(j * 4)
    for (let j = 16; j < 68; j += 1) {
      const x = w[j - 16]! ^ w[j - 9]! ^ rotl(w[j - 3]!, 15)
      w[j] = x ^ rotl(x, 15) ^ rotl(x, 23) ^ rotl(w[j - 13]!, 7) ^ w[j - 6]!
    }
    const state = this.state
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    let f = state[5]!
    let g = state[6]!
    let h = state[7]!
    for (let j = 0; j < 64; j += 1) {
      const a12 = (a << 12) | (a >>> 20)
      const sum = (a12 + e + ROUND[j]!) | 0
      const ss1 = (sum << 7) | (sum >>> 25)
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      const tt1 = (ff + d + (ss1 ^ a12) + (w[j]! ^ w[j + 4]!)) | 0
      const tt2 = (gg + h + ss1 + w[j]!) | 0
      d = c
      c = (b << 9) | (b >>> 23)
      b = a
      a = tt1
      h = g
      g = (f << 19) | (f >>> 13)
      f = e
      e = tt2 ^ ((tt2 << 9) | (tt2 >>> 23)) ^ ((tt2 << 17) | (tt2 >>> 15))
    }
    state[0] = state[0]! ^ a
    state[1] = state[1]! ^ b
    state[2] = state[2]! ^ c
    state[3] = state[3]! ^ d
    state[4] = state[4]! ^ e
    state[5] = state[5]! ^ f
    state[6] = state[6]! ^ g
    state[7] = state[7]! ^ h
  }
}

export function sm3(...parts: Uint8Array[]): Uint8Array {
  const hash = new Sm3()
  for (const part of parts) hash.update(part)
  return hash.digest()
}
