/**
 * RSA for holders of RSA certificates, by the browser's own cryptography: RSAES-OAEP and RSASSA-PKCS1-v1_5 with SHA-256
 * (RFC 8017). Keys of 2048 to 4096 bits. A public key is its SubjectPublicKeyInfo, a private key its PKCS #8 form, in DER.
 */
import { joined } from './bytes'

export const LEAST_LENGTH = 256
export const MOST_LENGTH = 512

const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' }
const SIGNING = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
/** rsaEncryption with parameters NULL */
const ALGORITHM = Uint8Array.of(0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00)

function subtle(): SubtleCrypto {
  if (crypto.subtle === undefined) throw new Error('浏览器只在加密连接（https）下允许使用密钥，请改用 https 地址访问')
  return crypto.subtle
}

const buffer = (bytes: Uint8Array): BufferSource => bytes as BufferSource

/** Tag, length and content in DER. */
function der(tag: number, ...content: Uint8Array[]): Uint8Array {
  const body = joined(...content)
  const size = body.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return joined(Uint8Array.of(tag, ...length), body)
}

/** A positive number: a leading zero keeps the first bit from being a sign. */
const integer = (value: Uint8Array): Uint8Array => der(2, value[0]! & 0x80 ? joined(Uint8Array.of(0), value) : value)

const infoOf = (modulus: Uint8Array, exponent: Uint8Array): Uint8Array =>
  der(0x30, ALGORITHM, der(3, Uint8Array.of(0), der(0x30, integer(modulus), integer(exponent))))

/** The content behind a tag at a place, and where it ends. */
function element(bytes: Uint8Array, at: number, tag: number): { content: Uint8Array; end: number } | undefined {
  if (bytes[at] !== tag) return undefined
  const first = bytes[at + 1] ?? 0xff
  const more = first < 0x80 ? 0 : first - 0x80
  if (more > 2) return undefined
  const length = more === 0 ? first : more === 1 ? bytes[at + 2]! : (bytes[at + 2]! << 8) | bytes[at + 3]!
  const end = at + 2 + more + length
  return end <= bytes.length ? { content: bytes.subarray(at + 2 + more, end), end } : undefined
}

const bare = (value: Uint8Array): Uint8Array => (value.length > 1 && value[0] === 0 ? value.subarray(1) : value)

/** Modulus length of an accepted public key in bytes, which is that of its signatures and cipher texts; else nothing. */
export function lengthOf(publicKey: Uint8Array): number | undefined {
  const whole = element(publicKey, 0, 0x30)?.content
  const key = whole && element(whole, ALGORITHM.length, 3)?.content.subarray(1)
  const pair = key && element(key, 0, 0x30)?.content
  const modulus = pair && element(pair, 0, 2)
  const exponent = pair && modulus && element(pair, modulus.end, 2)
  if (!modulus || !exponent) return undefined
  const [n, e] = [bare(modulus.content), bare(exponent.content)]
  const strong = n.length >= LEAST_LENGTH && n.length <= MOST_LENGTH && n[0]! >= 0x80 && e.length >= 3 && (e.at(-1)! & 1) === 1
  const again = strong ? infoOf(n, e) : undefined
  // One key has one form: what another way of writing it names is refused.
  return again !== undefined && again.length === publicKey.length && again.every((byte, at) => byte === publicKey[at]) ? n.length : undefined
}

export async function publicKeyOf(privateKey: Uint8Array): Promise<Uint8Array> {
  const key = await subtle().importKey('pkcs8', buffer(privateKey), SIGNING, true, ['sign'])
  const { n, e } = await subtle().exportKey('jwk', key)
  const open = await subtle().importKey('jwk', { kty: 'RSA', n: n!, e: e! }, SIGNING, true, ['verify'])
  return new Uint8Array(await subtle().exportKey('spki', open))
}

export async function generate(): Promise<{ privateKey: Uint8Array; publicKey: Uint8Array }> {
  const order = { ...SIGNING, modulusLength: LEAST_LENGTH * 8, publicExponent: Uint8Array.of(1, 0, 1) }
  const pair = await subtle().generateKey(order, true, ['sign', 'verify'])
  const [privateKey, publicKey] = await Promise.all([subtle().exportKey('pkcs8', pair.privateKey), subtle().exportKey('spki', pair.publicKey)])
  return { privateKey: new Uint8Array(privateKey), publicKey: new Uint8Array(publicKey) }
}

export async function sign(privateKey: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  const key = await subtle().importKey('pkcs8', buffer(privateKey), SIGNING, false, ['sign'])
  return new Uint8Array(await subtle().sign(SIGNING.name, key, buffer(message)))
}

export async function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (lengthOf(publicKey) !== signature.length) return false
  const key = await subtle().importKey('spki', buffer(publicKey), SIGNING, false, ['verify'])
  return subtle().verify(SIGNING.name, key, buffer(signature), buffer(message))
}

export async function encrypt(publicKey: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
  if (lengthOf(publicKey) === undefined) throw new Error('an RSA key of 2048 to 4096 bits is needed')
  const key = await subtle().importKey('spki', buffer(publicKey), OAEP, false, ['encrypt'])
  return new Uint8Array(await subtle().encrypt(OAEP.name, key, buffer(plain)))
}

export async function decrypt(privateKey: Uint8Array, cipher: Uint8Array): Promise<Uint8Array> {
  const key = await subtle().importKey('pkcs8', buffer(privateKey), OAEP, false, ['decrypt'])
  return new Uint8Array(await subtle().decrypt(OAEP.name, key, buffer(cipher)))
}
