/** The sealed bid, versions 1 and 2: constants, header and small computations. `docs/formats.md` describes it. */
import { fromBase64, fromHex, joined, toBase64, toHex, utf8 } from '@/crypto/bytes'
import { encrypt, isWrapped, kindOf, schemeOf } from '@/crypto/keys'
import { sm3 } from '@/crypto/sm3'
import { canonical, type Json } from './canonicalJson'
import { EnvelopeRefused, require } from './problems'
import { readShared, sharedJson, type SharedKey } from './sharedKey'
import { NONCE_LENGTH } from './sm4gcm'

export const MAGIC = utf8('MINGJIAN BID 1\r\n')
export const LONGEST_HEADER = 256 * 1024
export const LONGEST_SHEET = 64 * 1024
export const SMALLEST_CHUNK = 64
export const LARGEST_CHUNK = 4 * 1024 * 1024
export const USUAL_CHUNK = 1024 * 1024
export const PREFIX_LENGTH = 7
export const LAST = 0x80000000
const CONTENT_KEY = 16

export interface Recipient {
  scheme: string
  kind: string
  /** SM3 of the public key, hexadecimal */
  fingerprint: string
  /** serial number of the certificate, or empty */
  serial: string
  wrapped: Uint8Array
}

export interface SealedHeader {
  /** 统一交易标识码 */
  trade: string
  creditCode: string
  publicKey: Uint8Array
  /** DER, where the bidder has a certificate */
  certificate?: Uint8Array
  /** ISO 8601, milliseconds, UTC */
  created: string
  chunkSize: number
  keyCheck: Uint8Array
  noncePrefix: Uint8Array
  recipients: Recipient[]
  /** who can open it together; absent in version 1 */
  openers?: SharedKey
}

/** Somebody the key shall be wrapped for. */
export interface Party {
  /** bidder, tenderer, platform, supervisor … */
  kind: string
  publicKey: Uint8Array
  serial?: string
}

/** 开标一览表: what is read out. */
export interface BidSheet {
  /** 投标报价, 元, decimal string */
  price: string
  [name: string]: Json
}

export const fingerprintOf = (publicKey: Uint8Array): string => toHex(sm3(publicKey))

export async function wrap(party: Party, key: Uint8Array): Promise<Recipient> {
  const kind = kindOf(party.publicKey)
  if (kind === undefined) throw new Error('a key of this kind is not accepted')
  return {
    scheme: schemeOf(kind),
    kind: party.kind,
    fingerprint: fingerprintOf(party.publicKey),
    serial: party.serial ?? '',
    wrapped: await encrypt(party.publicKey, key),
  }
}

export function word(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** Magic, length and header: their digest is bound to every chunk. */
export function preamble(header: Uint8Array): Uint8Array {
  return joined(MAGIC, word(header.length), header)
}

/** Prefix, counter, mark of the last chunk. */
export function nonce(prefix: Uint8Array, index: number, last: boolean): Uint8Array {
  const bytes = new Uint8Array(NONCE_LENGTH)
  bytes.set(prefix)
  bytes.set(word(index), PREFIX_LENGTH)
  bytes[NONCE_LENGTH - 1] = last ? 1 : 0
  return bytes
}

export function keyCheck(prefix: Uint8Array, key: Uint8Array): Uint8Array {
  return sm3(joined(utf8('mingjian-sealed-bid-1 key\n'), prefix, key))
}

/** What the bidder signs at the end. */
export function toSign(digest: Uint8Array): Uint8Array {
  return joined(utf8('mingjian-sealed-bid-1 signature\n'), digest)
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

export function headerBytes(header: SealedHeader): Uint8Array {
  const bidder: { [name: string]: Json } = { creditCode: header.creditCode, publicKey: toBase64(header.publicKey) }
  if (header.certificate !== undefined) bidder.certificate = toBase64(header.certificate)
  return utf8(
    canonical({
      bidder,
      chunkSize: header.chunkSize,
      cipher: 'SM4-GCM',
      created: header.created,
      keyCheck: toHex(header.keyCheck),
      noncePrefix: toHex(header.noncePrefix),
      recipients: header.recipients.map(({ scheme, kind, fingerprint, serial, wrapped }) => ({
        scheme,
        recipient: { kind, fingerprint, serial },
        wrapped: toBase64(wrapped),
      })),
      trade: header.trade,
      ...(header.openers === undefined ? { v: 1 } : { openers: sharedJson(header.openers), v: 2 }),
    }),
  )
}

/** Reads a header; what is not exactly of the form is refused. */
export function readHeaderBytes(bytes: Uint8Array): SealedHeader {
  const root = parse(bytes, 'HEADER_JSON')
  const header = shaped(root)
  require(same(headerBytes(header), bytes), 'HEADER_FORM', 'other members, another order or another spelling')
  return checked(header)
}

/** JSON of a part of the file. */
export function parse(bytes: Uint8Array, check: 'HEADER_JSON' | 'SHEET' | 'ARCHIVE'): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json
  } catch {
    throw new EnvelopeRefused(check, 'not JSON')
  }
}

/** Takes the members out; whether there are others shows when it is written again. */
function shaped(root: Json): SealedHeader {
  const top = object(root)
  const bidder = object(top.bidder)
  require(Array.isArray(top.recipients), 'RECIPIENT', 'no recipients')
  const header: SealedHeader = {
    trade: text(top.trade),
    creditCode: text(bidder.creditCode),
    publicKey: base64(bidder.publicKey),
    created: text(top.created),
    chunkSize: typeof top.chunkSize === 'number' ? top.chunkSize : 0,
    keyCheck: hex(top.keyCheck),
    noncePrefix: hex(top.noncePrefix),
    recipients: top.recipients.map((one) => {
      const node = object(one)
      const who = object(node.recipient)
      const wrapped = base64(node.wrapped)
      return { scheme: text(node.scheme), kind: text(who.kind), fingerprint: text(who.fingerprint), serial: text(who.serial), wrapped }
    }),
  }
  if (bidder.certificate !== undefined) header.certificate = base64(bidder.certificate)
  if (top.openers !== undefined) header.openers = readShared(object(top.openers))
  return header
}

/** The rules a header must keep; also asked before one is written. */
export function checked(header: SealedHeader): SealedHeader {
  const { chunkSize, recipients } = header
  require(/^[A-Z]\d{2}-[0-9A-Z]{18}-\d{8}-\d{6}-[0-9A-Z*]$/.test(header.trade), 'HEADER_CONTENT', 'trade is malformed')
  require(/^[0-9A-Z]{18}$/.test(header.creditCode), 'HEADER_CONTENT', 'creditCode is malformed')
  require(kindOf(header.publicKey) !== undefined, 'HEADER_CONTENT', 'publicKey is neither an SM2 key nor an RSA key of 2048 to 4096 bits')
  require(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(header.created), 'HEADER_CONTENT', 'created is not a time')
  const size = Number.isInteger(chunkSize) && chunkSize >= SMALLEST_CHUNK && chunkSize <= LARGEST_CHUNK
  require(size, 'HEADER_CONTENT', 'chunkSize out of range')
  require(header.keyCheck.length === 32, 'HEADER_CONTENT', 'keyCheck is malformed')
  require(header.noncePrefix.length === PREFIX_LENGTH, 'HEADER_CONTENT', 'noncePrefix is malformed')
  require(recipients.length > 0 && recipients.length <= 64, 'RECIPIENT', 'no recipients, or too many')
  const keys = new Set(recipients.map((one) => one.fingerprint))
  require(keys.size === recipients.length, 'RECIPIENT', 'two recipients with one key')
  for (const one of recipients) {
    require(one.scheme === schemeOf('SM2') || one.scheme === schemeOf('RSA'), 'RECIPIENT', 'unknown scheme')
    require(/^[a-z][a-z-]{0,31}$/.test(one.kind) && /^[0-9a-f]{0,64}$/.test(one.serial), 'RECIPIENT', 'malformed')
    require(/^[0-9a-f]{64}$/.test(one.fingerprint) && isWrapped(one.scheme, CONTENT_KEY, one.wrapped), 'RECIPIENT', 'malformed')
  }
  return header
}

export function sheetBytes(sheet: BidSheet): Uint8Array {
  const price = typeof sheet.price === 'string' && /^(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(sheet.price)
  require(price, 'SHEET', 'the sheet needs a price as a decimal string')
  let bytes: Uint8Array
  try {
    bytes = utf8(canonical(sheet))
  } catch (notCanonical) {
    throw new EnvelopeRefused('SHEET', String(notCanonical))
  }
  require(bytes.length <= LONGEST_SHEET, 'SHEET', 'the sheet is too long')
  return bytes
}

export function readSheet(bytes: Uint8Array): BidSheet {
  const node = object(parse(bytes, 'SHEET')) as BidSheet
  require(same(sheetBytes(node), bytes), 'SHEET', 'the sheet is not in canonical form')
  return node
}

function object(value: Json | undefined): { [name: string]: Json } {
  require(value !== null && typeof value === 'object' && !Array.isArray(value), 'HEADER_CONTENT', 'a member is missing')
  return value
}

function text(value: Json | undefined): string {
  require(typeof value === 'string', 'HEADER_CONTENT', 'a member is missing')
  return value
}

function base64(value: Json | undefined): Uint8Array {
  try {
    return fromBase64(text(value))
  } catch {
    throw new EnvelopeRefused('HEADER_CONTENT', 'not base64')
  }
}

function hex(value: Json | undefined): Uint8Array {
  try {
    return fromHex(text(value))
  } catch {
    throw new EnvelopeRefused('HEADER_CONTENT', 'not hexadecimal')
  }
}
