import type { Schema } from '@/api/schema'
import { fromBase64 } from '@/crypto/bytes'
import { decrypt, kindOfPrivate, schemeOf } from '@/crypto/keys'
import { fingerprintOf } from '@/sealing/format'

/** A key envelope of the sealed bid as the server keeps it. */
export interface Envelope {
  scheme: string
  kind: string
  /** SM3 of the public key, hexadecimal */
  fingerprint: string
  wrapped: string
}

export type BidVersion = Omit<Schema<'sealing.OwnBids.VersionView'>, 'recipients'> & { recipients: Envelope[] }

/** The own bid in a trade. */
export type OwnBid = Omit<Schema<'sealing.OwnBids.BidOfMine'>, 'versions'> & { versions: BidVersion[] }

export type Receipt = Schema<'sealing.SubmittingBids.Receipt'>

/** The content key of the own bid, out of the envelope for this key. Throws in words when it is not this key's. */
export async function contentKey(recipients: Envelope[], key: { privateKey: Uint8Array; publicKey: Uint8Array }): Promise<Uint8Array> {
  const fingerprint = fingerprintOf(key.publicKey)
  const own = recipients.find((one) => one.fingerprint === fingerprint)
  if (own === undefined) throw new Error('这份投标文件不是用该证书加密的，请换用加密时的证书')
  try {
    if (own.scheme !== schemeOf(kindOfPrivate(key.privateKey))) throw new Error('another scheme')
    return await decrypt(key.privateKey, fromBase64(own.wrapped))
  } catch {
    throw new Error('密钥信封无法打开，文件可能已损坏')
  }
}
