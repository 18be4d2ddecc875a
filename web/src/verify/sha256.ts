/** SHA-256 (FIPS 180-4), for the P-256 suite of the draw; WebCrypto's is not there on pages without TLS. */
const primes: number[] = []
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n)
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0
const K = primes.map((p) => fraction(Math.cbrt(p)))
const START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)))
const rotr = (value: number, by: number): number => (value >>> by) | (value << (32 - by))

export function sha256(...parts: Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const data = new Uint8Array((((length + 8) >> 6) + 1) * 64)
  let at = 0
  for (const part of parts) {
    data.set(part, at)
    at += part.length
  }
  data[length] = 0x80
  const view = new DataView(data.buffer)
  view.setBigUint64(data.length - 8, BigInt(length) * 8n)
  const state = [...START]
  const w = new Int32Array(64)
  for (let block = 0; block < data.length; block += 64) {
    for (let j = 0; j < 16; j += 1) w[j] = view.getInt32(block + j * 4)
    for (let j = 16; j < 64; j += 1) {
      const [x, y] = [w[j - 15]!, w[j - 2]!]
      const s0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3)
      const s1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10)
      w[j] = (w[j - 16]! + s0 + w[j - 7]! + s1) | 0
    }
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number]
    for (let j = 0; j < 64; j += 1) {
      const t1 = (h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + K[j]! + w[j]!) | 0
      const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g]
    }
    ;[a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i]! + value) | 0))
  }
  const out = new Uint8Array(32)
  const words = new DataView(out.buffer)
  state.forEach((value, i) => words.setInt32(i * 4, value))
  return out
}
