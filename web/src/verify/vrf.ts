/** Checks outputs of a verifiable random function (RFC 9381 §5.3) over P-256 or the SM2 curve; both have a = −3. */
import { fromHex, toHex, utf8 } from '@/crypto/bytes'
import { sm3 } from '@/crypto/sm3'
import { sha256 } from './sha256'

interface Suite {
  octet: number
  p: bigint
  b: bigint
  n: bigint
  g: [bigint, bigint]
  hash: (...parts: Uint8Array[]) => Uint8Array
}

const SUITES: { [name: string]: Suite } = {
  'ECVRF-P256-SHA256-TAI': {
    octet: 1,
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    g: [
      0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
      0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
    ],
    hash: sha256,
  },
  'ECVRF-SM2-SM3-TAI': {
    octet: 0xe1,
    p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
    b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
    n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
    g: [
      0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
      0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
    ],
    hash: sm3,
  },
}

/** null is the point at infinity. */
type Point = [bigint, bigint] | null

const mod = (value: bigint, by: bigint): bigint => ((value % by) + by) % by

function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let [result, square] = [1n, mod(base, p)]
  for (let e = exponent; e > 0n; e >>= 1n) {
    if ((e & 1n) === 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}

const inverse = (value: bigint, p: bigint): bigint => power(value, p - 2n, p)

/** Jacobian coordinates: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity. One inversion at the end is enough. */
type Jacobian = [bigint, bigint, bigint]

const INFINITY: Jacobian = [1n, 1n, 0n]

function doubled(p: bigint, [x, y, z]: Jacobian): Jacobian {
  const [delta, gamma] = [(z * z) % p, (y * y) % p]
  const beta = (x * gamma) % p
  const alpha = (3n * (x - delta) * (x + delta)) % p
  const x3 = mod(alpha * alpha - 8n * beta, p)
  return [x3, mod(alpha * (4n * beta - x3) - 8n * gamma * gamma, p), mod((y + z) * (y + z) - gamma - delta, p)]
}

function added(p: bigint, one: Jacobian, other: Jacobian): Jacobian {
  if (one[2] === 0n) return other
  if (other[2] === 0n) return one
  const [z1, z2] = [(one[2] * one[2]) % p, (other[2] * other[2]) % p]
  const [u1, u2] = [(one[0] * z2) % p, (other[0] * z1) % p]
  const [s1, s2] = [(((one[1] * z2) % p) * other[2]) % p, (((other[1] * z1) % p) * one[2]) % p]
  if (u1 === u2) return s1 === s2 ? doubled(p, one) : INFINITY
  const [h, r] = [u2 - u1, s2 - s1]
  const hh = (h * h) % p
  const hhh = (h * hh) % p
  const u = (u1 * hh) % p
  const x3 = mod(r * r - hhh - 2n * u, p)
  return [x3, mod(r * (u - x3) - s1 * hhh, p), mod(((h * one[2]) % p) * other[2], p)]
}

/** a·one − b·other, both bits by bit at once. */
function difference({ p }: Suite, a: bigint, one: [bigint, bigint], b: bigint, other: [bigint, bigint]): Point {
  const first: Jacobian = [one[0], one[1], 1n]
  const second: Jacobian = [other[0], mod(-other[1], p), 1n]
  const both = added(p, first, second)
  let sum = INFINITY
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    sum = doubled(p, sum)
    const [inA, inB] = [(a >> bit) & 1n, (b >> bit) & 1n]
    if (inA === 1n && inB === 1n) sum = added(p, sum, both)
    else if (inA === 1n) sum = added(p, sum, first)
    else if (inB === 1n) sum = added(p, sum, second)
  }
  if (sum[2] === 0n) return null
  const back = inverse(sum[2], p)
  const square = (back * back) % p
  return [(sum[0] * square) % p, (((sum[1] * square) % p) * back) % p]
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes) || '0'}`)

function encoded(point: Point): Uint8Array {
  if (point === null) throw new Error('infinity')
  return fromHex((point[1] % 2n === 0n ? '02' : '03') + point[0].toString(16).padStart(64, '0'))
}

function decoded({ p, b }: Suite, bytes: Uint8Array): Point {
  const x = number(bytes.subarray(1))
  if (bytes.length !== 33 || (bytes[0] !== 2 && bytes[0] !== 3) || x >= p) return null
  const square = mod(x * x * x - 3n * x + b, p)
  const y = power(square, (p + 1n) / 4n, p)
  if ((y * y) % p !== square) return null
  return [x, y % 2n === BigInt(bytes[0] - 2) ? y : p - y]
}

/** The output that this proof shows, in hex; undefined when it shows none. */
export function vrfOutput(name: string, keyHex: string, input: string, proofHex: string): string | undefined {
  const suite = SUITES[name]
  if (suite === undefined || !/^[0-9a-f]{162}$/.test(proofHex) || !/^[0-9a-f]{66}$/.test(keyHex)) return undefined
  const { octet, n, g, hash } = suite
  const [key, proof] = [fromHex(keyHex), fromHex(proofHex)]
  const gammaBytes = proof.subarray(0, 33)
  const [y, gamma] = [decoded(suite, key), decoded(suite, gammaBytes)]
  const [c, s] = [number(proof.subarray(33, 49)), number(proof.subarray(49))]
  if (y === null || gamma === null || s >= n) return undefined
  const h = encode(suite, key, utf8(input))
  if (h === null) return undefined
  const u = difference(suite, s, g, c, y)
  const v = difference(suite, s, h, c, gamma)
  if (u === null || v === null) return undefined
  const found = hash(Uint8Array.of(octet, 2), key, encoded(h), gammaBytes, encoded(u), encoded(v), Uint8Array.of(0))
  if (toHex(found.subarray(0, 16)) !== toHex(proof.subarray(33, 49))) return undefined
  return toHex(hash(Uint8Array.of(octet, 3), gammaBytes, Uint8Array.of(0)))
}

/** Try and increment (§5.4.1.1). */
function encode(suite: Suite, key: Uint8Array, input: Uint8Array): Point {
  for (let tries = 0; tries < 256; tries += 1) {
    const x = suite.hash(Uint8Array.of(suite.octet, 1), key, input, Uint8Array.of(tries, 0))
    const point = decoded(suite, Uint8Array.of(2, ...x))
    if (point !== null) return point
  }
  return null
}
