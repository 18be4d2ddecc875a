/** 绑定已有证书: what a person brings — certificate files, software keys, signatures of a token — read in this browser. */
import type { Schema } from '@/api/schema'
import { fromBase64, fromHex, toBase64 } from '@/crypto/bytes'
import { publicKeyOf } from '@/crypto/keys'
import type { OpenKeyFile } from './keystore'

export type Look = Schema<'identity.LookingAtCertificates.Look'>
export type Bound = Schema<'identity.LookingAtCertificates.Bound'>
export type Step = Schema<'identity.LookingAtCertificates.Step'>

/** A certificate with its intermediates, in base64 of DER. */
export interface Brought {
  certificate: string
  chain: string[]
}

/** What a certificate's key signs to be bound: that its holder has it, now and for nothing else. */
export const toSign = (challenge: string): string => `mingjian-bind:${challenge}`

const blocks = (text: string, label: string): string[] =>
  [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([\\s\\S]+?)-----END ${label}-----`, 'g'))].map((one) => one[1]!.replace(/\s+/g, ''))

/** PEM (the holder's first, then its intermediates) or DER. */
export function readCertificate(bytes: Uint8Array): Brought {
  const text = new TextDecoder('latin1').decode(bytes)
  const [certificate, ...chain] = blocks(text, 'CERTIFICATE')
  if (certificate !== undefined) return { certificate, chain: chain.slice(0, 8) }
  if (bytes[0] !== 0x30) throw new Error('这不是证书文件：请选择 PEM 或 DER 格式的证书（.cer、.crt、.pem、.der）')
  return { certificate: toBase64(bytes), chain: [] }
}

const SM2_CURVE = '06082a811ccf5501822d'
const RSA = '06092a864886f70d010101'
/** version 1 and a private key of 32 bytes, as RFC 5915 writes it */
const SCALAR = '0201010420'

/** A software key in PKCS #8 (PEM) as a key file that no password closes yet. */
export async function readPrivateKey(text: string): Promise<OpenKeyFile> {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----/.test(text)) {
    throw new Error('私钥文件带口令。请先在本机解开：openssl pkcs8 -in 私钥.pem -out 解开的.pem')
  }
  const [block] = blocks(text, 'PRIVATE KEY')
  if (block === undefined) throw new Error('这不是 PKCS #8 私钥文件（-----BEGIN PRIVATE KEY-----）')
  const der = fromBase64(block)
  const hex = Array.from(der, (byte) => byte.toString(16).padStart(2, '0')).join('')
  let privateKey: Uint8Array
  if (hex.includes(SM2_CURVE)) {
    const at = hex.indexOf(SCALAR)
    if (at < 0) throw new Error('私钥文件读不懂')
    privateKey = fromHex(hex.slice(at + SCALAR.length, at + SCALAR.length + 64))
  } else if (hex.includes(RSA)) {
    privateKey = der
  } else {
    throw new Error('只接受 SM2 或 RSA 私钥')
  }
  return { type: 'mingjian-key', v: 1, name: '已有证书', publicKey: toBase64(await publicKeyOf(privateKey)), privateKey: toBase64(privateKey) }
}

/** A signature as tools write it: the bytes, or base64 or hexadecimal text. */
export function readSignature(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes).trim()
  if (/^[0-9a-fA-F\s]+$/.test(text) && text.replace(/\s+/g, '').length >= 128) return toBase64(fromHex(text.replace(/\s+/g, '')))
  if (/^[A-Za-z0-9+/\s]+={0,2}$/.test(text) && text.length >= 80) return text.replace(/\s+/g, '')
  if (bytes.length < 64 || bytes.length > 512) throw new Error('这不是签名：应为 64 至 512 字节，或其 base64、十六进制文本')
  return toBase64(bytes)
}
