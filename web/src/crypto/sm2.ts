/**
 * SM2 (GB/T 32918-2016) over sm2p256v1: signatures r‖s with the default identity, encryption in the order C1‖C3‖C2.
 * Written for the person's own browser and own key; the arithmetic of BigInt is not constant in time, which a remote
 * party cannot observe here. Keys in hardware will stand behind the same functions.
 */
import { fromHex, joined, toHex, utf8 } from './bytes'
import { sm3 } from './sm3'

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const A = P - 3n
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const GX = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n
const GY = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n

/** GB/T 35276: the identity used where none has been agreed. */
const DEFAULT_ID = utf8('1234567812345678')

export const SIGNATURE_LENGTH = 64
export const PUBLIC_LENGTH = 65

/** 32 bytes big endian, and 65 bytes 04‖X‖Y. */
export interface KeyPair {
  privateKey: Uint8Array
  publicKey: Uint8Array
}

/** x/z², y/z³; z = 0 is the point at infinity. */
interface Point {
  x: bigint
  y: bigint
  z: bigint
}

const G: Point = { x: GX, y: GY, z: 1n }
const INFINITY: Point = { x: 1n, y: 1n, z: 0n }

const mod = (value: bigint, by: bigint): bigint => {
  const rest = value % by
  return rest < 0n ? rest + by : rest
}

function inverse(value: bigint, by: bigint): bigint {
  let [r, next] = [by, mod(value, by)]
  let [t, nextT] = [0n, 1n]
  while (next !== 0n) {
    const q = r / next
    ;[r, next] = [next, r - q * next]
    ;[t, nextT] = [nextT, t - q * nextT]
  }
  return mod(t, by)
}

function double({ x, y, z }: Point): Point {
  if (z === 0n || y === 0n) return INFINITY
  const zz = mod(z * z, P)
  const m = mod(3n * (x - zz) * (x + zz), P) // a = −3
  const yy = mod(y * y, P)
  const s = mod(4n * x * yy, P)
  const x3 = mod(m * m - 2n * s, P)
  return { x: x3, y: mod(m * (s - x3) - 8n * yy * yy, P), z: mod(2n * y * z, P) }
}

function add(one: Point, other: Point): Point {
  if (one.z === 0n) return other
  if (other.z === 0n) return one
  const z1 = mod(one.z * one.z, P)
  const z2 = mod(other.z * other.z, P)
  const u1 = mod(one.x * z2, P)
  const u2 = mod(other.x * z1, P)
  const s1 = mod(one.y * z2 * other.z, P)
  const s2 = mod(other.y * z1 * one.z, P)
  if (u1 === u2) return s1 === s2 ? double(one) : INFINITY
  const h = mod(u2 - u1, P)
  const r = mod(s2 - s1, P)
  const hh = mod(h * h, P)
  const hhh = mod(h * hh, P)
  const v = mod(u1 * hh, P)
  const x = mod(r * r - hhh - 2n * v, P)
  return { x, y: mod(r * (v - x) - s1 * hhh, P), z: mod(h * one.z * other.z, P) }
}

/** Four bits at a time. */
function times(point: Point, factor: bigint): Point {
  const table: Point[] = [INFINITY, point]
  for (let i = 2; i < 16; i += 1) table.push(add(table[i - 1]!, point))
  let sum = INFINITY
  for (const digit of factor.toString(16)) {
    sum = double(double(double(double(sum))))
    sum = add(sum, table[parseInt(digit, 16)]!)
  }
  return sum
}

function affine(point: Point): { x: bigint; y: bigint } {
  if (point.z === 0n) throw new Error('point at infinity')
  const i = inverse(point.z, P)
  const ii = mod(i * i, P)
  return { x: mod(point.x * ii, P), y: mod(point.y * ii * i, P) }
}

const bytes32 = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'))
const number = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes) || '0'}`)

function encoded(point: Point): Uint8Array {
  const { x, y } = affine(point)
  return joined(Uint8Array.of(4), bytes32(x), bytes32(y))
}

function decoded(bytes: Uint8Array): Point {
  if (bytes.length !== PUBLIC_LENGTH || bytes[0] !== 4) throw new Error('not an uncompressed SM2 public key')
  const x = number(bytes.subarray(1, 33))
  const y = number(bytes.subarray(33))
  if (x >= P || y >= P || mod(y * y - (x * x * x + A * x + B), P) !== 0n) throw new Error('not a point of the curve')
  return { x, y, z: 1n }
}

/** Uniform in 1 … n−2. */
function randomScalar(): bigint {
  for (;;) {
    const value = number(crypto.getRandomValues(new Uint8Array(32)))
    if (value >= 1n && value <= N - 2n) return value
  }
}

export function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  return encoded(times(G, number(privateKey)))
}

export function generate(): KeyPair {
  const privateKey = bytes32(randomScalar())
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}

function digestOf(publicKey: Uint8Array, message: Uint8Array): bigint {
  const bits = DEFAULT_ID.length * 8
  const z = sm3(
    Uint8Array.of(bits >> 8, bits & 255),
    DEFAULT_ID,
    bytes32(A),
    bytes32(B),
    bytes32(GX),
    bytes32(GY),
    publicKey.subarray(1),
  )
  return number(sm3(z, message))
}

/** @param nonce for the test with the standard's own example only */
export function sign(privateKey: Uint8Array, message: Uint8Array, nonce?: bigint): Uint8Array {
  const d = number(privateKey)
  const e = digestOf(publicKeyOf(privateKey), message)
  for (;;) {
    const k = nonce ?? randomScalar()
    const r = mod(e + affine(times(G, k)).x, N)
    if (r === 0n || r + k === N) continue
    const s = mod(inverse(1n + d, N) * (k - r * d), N)
    if (s !== 0n) return joined(bytes32(r), bytes32(s))
  }
}

export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_LENGTH) return false
  const r = number(signature.subarray(0, 32))
  const s = number(signature.subarray(32))
  const t = mod(r + s, N)
  if (r < 1n || r >= N || s < 1n || s >= N || t === 0n) return false
  const sum = add(times(G, s), times(decoded(publicKey), t))
  if (sum.z === 0n) return false
  return mod(digestOf(publicKey, message) + affine(sum).x, N) === r
}

function derived(x: Uint8Array, y: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(length / 32) * 32)
  const counter = new Uint8Array(4)
  for (let block = 0; block * 32 < length; block += 1) {
    new DataView(counter.buffer).setUint32(0, block + 1)
    out.set(sm3(x, y, counter), block * 32)
  }
  return out.subarray(0, length)
}

export function encrypt(publicKey: Uint8Array, plain: Uint8Array): Uint8Array {
  if (plain.length === 0) throw new Error('nothing to encrypt')
  const point = decoded(publicKey)
  for (;;) {
    const k = randomScalar()
    const shared = affine(times(point, k))
    const [x, y] = [bytes32(shared.x), bytes32(shared.y)]
    const key = derived(x, y, plain.length)
    if (key.every((byte) => byte === 0)) continue
    return joined(
      encoded(times(G, k)),
      sm3(x, plain, y),
      plain.map((byte, index) => byte ^ key[index]!),
    )
  }
}

/** Throws when the text is not for this key or was changed. */
export function decrypt(privateKey: Uint8Array, cipher: Uint8Array): Uint8Array {
  if (cipher.length <= PUBLIC_LENGTH + 32) throw new Error('too short')
  const shared = affine(times(decoded(cipher.subarray(0, PUBLIC_LENGTH)), number(privateKey)))
  const [x, y] = [bytes32(shared.x), bytes32(shared.y)]
  const mask = cipher.subarray(PUBLIC_LENGTH + 32)
  const key = derived(x, y, mask.length)
  const plain = mask.map((byte, index) => byte ^ key[index]!)
  const digest = cipher.subarray(PUBLIC_LENGTH, PUBLIC_LENGTH + 32)
  if (toHex(sm3(x, plain, y)) !== toHex(digest)) throw new Error('wrong key or changed text')
  return plain
}

/** The order of the curve's group, for what else is computed with its numbers. */
export const ORDER = N
export { inverse, mod }

/** Uniform in 1 … n−1, near enough: n−1 itself is left out. */
export const randomBelowOrder = randomScalar

export function timesBase(factor: bigint): Uint8Array {
  return encoded(times(G, factor))
}

export function timesPoint(point: Uint8Array, factor: bigint): Uint8Array {
  return encoded(times(decoded(point), factor))
}

export function sumOfPoints(points: Uint8Array[]): Uint8Array {
  return encoded(points.map(decoded).reduce(add))
}

export function isPoint(bytes: Uint8Array): boolean {
  try {
    decoded(bytes)
    return true
  } catch {
    return false
  }
}
