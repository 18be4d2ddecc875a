/**
 * SM4 (GB/T 32907-2016) in GCM mode (RFC 8998), for chunks that fit in memory. Tables make it fast enough for gigabytes
 * in a browser, which has no SM4 of its own; they are not constant in time, which a remote party cannot observe here.
 */
import { fromHex } from '@/crypto/bytes'

export const KEY_LENGTH = 16
export const NONCE_LENGTH = 12
export const TAG_LENGTH = 16

const SBOX = fromHex(
  'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62' +
    'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1' +
    'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684' +
    '18f07dec3adc4d2079ee5f3ed7cb3948',
)

const FK = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc] as const

const rotl = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** S-box and linear step of a round in one look-up, a table for each byte of the word. */
const ROUND = [0, 1, 2, 3].map((byte) =>
  Int32Array.from({ length: 256 }, (_, value) => {
    const placed = SBOX[value]! << (24 - 8 * byte)
    return placed ^ rotl(placed, 2) ^ rotl(placed, 10) ^ rotl(placed, 18) ^ rotl(placed, 24)
  }),
) as [Int32Array, Int32Array, Int32Array, Int32Array]

export class Sm4Gcm {
  private readonly roundKeys: Int32Array
  /** Products with H of every byte value in every place: 16 × 256 × 4 words. */
  private readonly products: Int32Array
  private readonly out = new Int32Array(4)
  private readonly hash = new Int32Array(4)

  constructor(key: Uint8Array) {
    if (key.length !== KEY_LENGTH) throw new Error('SM4 takes a key of 16 bytes')
    this.roundKeys = expand(key)
    this.encrypt(0, 0, 0, 0)
    this.products = multiples(this.out)
  }

  /** The cipher text followed by its tag. */
  seal(nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Uint8Array<ArrayBuffer> {
    const sealed = new Uint8Array(plain.length + TAG_LENGTH)
    this.crypt(nonce, plain, sealed)
    sealed.set(this.tag(nonce, aad, sealed.subarray(0, plain.length)), plain.length)
    return sealed
  }

  /** The plain text; undefined where key, nonce, additional data and tag do not agree. */
  open(nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    if (sealed.length < TAG_LENGTH) return undefined
    const cipher = sealed.subarray(0, sealed.length - TAG_LENGTH)
    const tag = this.tag(nonce, aad, cipher)
    let difference = 0
    tag.forEach((byte, at) => (difference |= byte ^ sealed[cipher.length + at]!))
    if (difference !== 0) return undefined
    const plain = new Uint8Array(cipher.length)
    this.crypt(nonce, cipher, plain)
    return plain
  }

  private crypt(nonce: Uint8Array, from: Uint8Array, to: Uint8Array): void {
    const [n0, n1, n2] = words(nonce)
    const source = new DataView(from.buffer, from.byteOffset, from.length)
    const target = new DataView(to.buffer, to.byteOffset, to.length)
    const whole = from.length & ~15
    let counter = 2
    for (let at = 0; at < whole; at += 16) {
      this.encrypt(n0, n1, n2, counter++)
      for (let word = 0; word < 4; word += 1) {
        target.setInt32(at + 4 * word, source.getInt32(at + 4 * word) ^ this.out[word]!)
      }
    }
    if (whole < from.length) {
      this.encrypt(n0, n1, n2, counter)
      for (let at = whole; at < from.length; at += 1) {
        to[at] = from[at]! ^ (this.out[(at - whole) >> 2]! >>> (24 - 8 * (at & 3)))
      }
    }
  }

  private tag(nonce: Uint8Array, aad: Uint8Array, cipher: Uint8Array): Uint8Array {
    this.hash.fill(0)
    this.absorb(aad)
    this.absorb(cipher)
    this.multiply(...bits(aad.length), ...bits(cipher.length))
    const [n0, n1, n2] = words(nonce)
    this.encrypt(n0, n1, n2, 1)
    const tag = new Uint8Array(TAG_LENGTH)
    const view = new DataView(tag.buffer)
    this.out.forEach((word, at) => view.setInt32(4 * at, word ^ this.hash[at]!))
    return tag
  }

  private absorb(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const whole = bytes.length & ~15
    for (let at = 0; at < whole; at += 16) {
      this.multiply(view.getInt32(at), view.getInt32(at + 4), view.getInt32(at + 8), view.getInt32(at + 12))
    }
    if (whole < bytes.length) {
      const padded = new Uint8Array(16)
      padded.set(bytes.subarray(whole))
      this.multiply(...words(padded), new DataView(padded.buffer).getInt32(12))
    }
  }

  /** hash ← (hash ⊕ block) · H */
  private multiply(b0: number, b1: number, b2: number, b3: number): void {
    const { hash, products } = this
    const input = [b0 ^ hash[0]!, b1 ^ hash[1]!, b2 ^ hash[2]!, b3 ^ hash[3]!] as const
    let [z0, z1, z2, z3] = [0, 0, 0, 0]
    for (let place = 0; place < 16; place += 1) {
      const byte = (input[place >> 2]! >>> (24 - 8 * (place & 3))) & 255
      const at = (place * 256 + byte) * 4
      z0 ^= products[at]!
      z1 ^= products[at + 1]!
      z2 ^= products[at + 2]!
      z3 ^= products[at + 3]!
    }
    hash[0] = z0
    hash[1] = z1
    hash[2] = z2
    hash[3] = z3
  }

  private encrypt(x0: number, x1: number, x2: number, x3: number): void {
    const keys = this.roundKeys
    const [t0, t1, t2, t3] = ROUND
    for (let round = 0; round < 32; round += 1) {
      const mixed = x1 ^ x2 ^ x3 ^ keys[round]!
      const next = x0 ^ t0[mixed >>> 24]! ^ t1[(mixed >>> 16) & 255]! ^ t2[(mixed >>> 8) & 255]! ^ t3[mixed & 255]!
      x0 = x1
      x1 = x2
      x2 = x3
      x3 = next
    }
    this.out[0] = x3
    this.out[1] = x2
    this.out[2] = x1
    this.out[3] = x0
  }
}

function expand(key: Uint8Array): Int32Array {
  const view = new DataView(key.buffer, key.byteOffset, KEY_LENGTH)
  const k = FK.map((constant, word) => view.getInt32(4 * word) ^ constant)
  const roundKeys = new Int32Array(32)
  for (let round = 0; round < 32; round += 1) {
    const ck = [0, 1, 2, 3].reduce((word, byte) => (word << 8) | (((4 * round + byte) * 7) & 255), 0)
    const mixed = k[round + 1]! ^ k[round + 2]! ^ k[round + 3]! ^ ck
    const b = [24, 16, 8, 0].reduce((word, shift) => (word << 8) | SBOX[(mixed >>> shift) & 255]!, 0)
    k.push(k[round]! ^ b ^ rotl(b, 13) ^ rotl(b, 23))
    roundKeys[round] = k[round + 4]!
  }
  return roundKeys
}

/** H · x^0 … H · x^127 first, then every byte as the sum of its bits. */
function multiples(h: Int32Array): Int32Array {
  const table = new Int32Array(16 * 256 * 4)
  let [v0, v1, v2, v3] = [h[0]!, h[1]!, h[2]!, h[3]!]
  for (let bit = 0; bit < 128; bit += 1) {
    table.set([v0, v1, v2, v3], ((bit >> 3) * 256 + (128 >> (bit & 7))) * 4)
    const carry = v3 & 1
    v3 = (v3 >>> 1) | (v2 << 31)
    v2 = (v2 >>> 1) | (v1 << 31)
    v1 = (v1 >>> 1) | (v0 << 31)
    v0 = (v0 >>> 1) ^ (carry ? 0xe1000000 : 0)
  }
  for (let place = 0; place < 16; place += 1) {
    for (let byte = 1; byte < 256; byte += 1) {
      const lowest = byte & -byte
      if (lowest === byte) continue
      const [to, one, rest] = [byte, lowest, byte ^ lowest].map((value) => (place * 256 + value) * 4) as [
        number,
        number,
        number,
      ]
      for (let word = 0; word < 4; word += 1) table[to + word] = table[one + word]! ^ table[rest + word]!
    }
  }
  return table
}

function words(bytes: Uint8Array): [number, number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return [view.getInt32(0), view.getInt32(4), view.getInt32(8)]
}

/** A length in bits as two words. */
function bits(length: number): [number, number] {
  return [Math.floor(length / 0x20000000), length << 3]
}
