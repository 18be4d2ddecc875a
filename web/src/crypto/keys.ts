/** The two kinds of keys that people hold, told apart by their bytes: SM2 (32 and 65) and RSA (PKCS #8, SubjectPublicKeyInfo). */
import * as rsa from './rsa'
import * as sm2 from './sm2'

export type Kind = 'SM2' | 'RSA'

const SM2_PRIVATE = 32

export const kindOfPrivate = (privateKey: Uint8Array): Kind => (privateKey.length === SM2_PRIVATE ? 'SM2' : 'RSA')

/** The kind of a public key; nothing when it is none that is accepted. */
export function kindOf(publicKey: Uint8Array): Kind | undefined {
  if (publicKey.length === sm2.PUBLIC_LENGTH) return 'SM2'
  return rsa.lengthOf(publicKey) === undefined ? undefined : 'RSA'
}

export async function generate(kind: Kind): Promise<sm2.KeyPair> {
  return kind === 'SM2' ? sm2.generate() : rsa.generate()
}

export async function publicKeyOf(privateKey: Uint8Array): Promise<Uint8Array> {
  return kindOfPrivate(privateKey) === 'SM2' ? sm2.publicKeyOf(privateKey) : rsa.publicKeyOf(privateKey)
}

export async function sign(privateKey: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  return kindOfPrivate(privateKey) === 'SM2' ? sm2.sign(privateKey, message) : rsa.sign(privateKey, message)
}

export async function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  return kindOf(publicKey) === 'SM2' ? sm2.verify(publicKey, message, signature) : rsa.verify(publicKey, message, signature)
}

export async function encrypt(publicKey: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
  return kindOf(publicKey) === 'SM2' ? sm2.encrypt(publicKey, plain) : rsa.encrypt(publicKey, plain)
}

export async function decrypt(privateKey: Uint8Array, cipher: Uint8Array): Promise<Uint8Array> {
  return kindOfPrivate(privateKey) === 'SM2' ? sm2.decrypt(privateKey, cipher) : rsa.decrypt(privateKey, cipher)
}

/** Length of a signature by the holder of a public key, in bytes. */
export function signatureLength(publicKey: Uint8Array): number {
  return kindOf(publicKey) === 'SM2' ? sm2.SIGNATURE_LENGTH : (rsa.lengthOf(publicKey) ?? 0)
}

const SCHEMES: Record<Kind, string> = { SM2: 'sm2-wrap-1', RSA: 'rsa-oaep-sha256-1' }

/** How a sealed bid names what is wrapped for a kind of key. */
export const schemeOf = (kind: Kind): string => SCHEMES[kind]

/** Whether something of `plain` bytes, wrapped by a scheme, can have this length. */
export function isWrapped(scheme: string, plain: number, wrapped: Uint8Array): boolean {
  if (scheme === SCHEMES.SM2) return wrapped.length === sm2.PUBLIC_LENGTH + 32 + plain
  return scheme === SCHEMES.RSA && wrapped.length >= rsa.LEAST_LENGTH && wrapped.length <= rsa.MOST_LENGTH
}
