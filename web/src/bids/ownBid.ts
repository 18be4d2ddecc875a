import { fromBase64 } from '@/crypto/bytes'
import { decrypt } from '@/crypto/sm2'
import { fingerprintOf } from '@/sealing/format'

/** A key envelope of the sealed bid as the server keeps it. */
export interface Envelope {
  scheme: string
  kind: string
  /** SM3 of the public key, hexadecimal */
  fingerprint: string
  wrapped: string
}

export interface BidVersion {
  version: number
  current: boolean
  document: string
  name: string
  sm3: string
  size: number
  receivedAt: string
  recipients: Envelope[]
}

/** The own bid in a trade. */
export interface OwnBid {
  bid: string
  state: string
  stateTitle: string
  version: number
  versions: BidVersion[]
}

export interface Receipt {
  bid: string
  version: number
  receivedAt: string
  position: number
  receipt: unknown
}

/** The content key of the own bid, out of the envelope for this key. Throws in words when it is not this key's. */
export function contentKey(recipients: Envelope[], key: { privateKey: Uint8Array; publicKey: Uint8Array }): Uint8Array {
  const fingerprint = fingerprintOf(key.publicKey)
  const own = recipients.find((one) => one.fingerprint === fingerprint)
  if (own === undefined) throw new Error('这份投标文件不是用该证书加密的，请换用加密时的证书')
  try {
    return decrypt(key.privateKey, fromBase64(own.wrapped))
  } catch {
    throw new Error('密钥信封无法打开，文件可能已损坏')
  }
}
