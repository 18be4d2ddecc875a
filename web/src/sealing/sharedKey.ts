/** 开启人份额: the member `openers` of a sealed bid of version 2. `docs/formats.md` describes it; the server has the same. */
import { fromBase64, joined, toBase64, utf8 } from '@/crypto/bytes'
import { decrypt, encrypt, isWrapped, kindOf, publicKeyOf, schemeOf } from '@/crypto/keys'
import { isPoint, PUBLIC_LENGTH } from '@/crypto/sm2'
import { combine, fits, MOST_SHARES, pointOf, SHARE_LENGTH, split } from '@/crypto/sm2Shares'
import { sm3 } from '@/crypto/sm3'
import type { Json } from './canonicalJson'
import { EnvelopeRefused, require } from './problems'
import { KEY_LENGTH, NONCE_LENGTH, Sm4Gcm, TAG_LENGTH } from './sm4gcm'

const SCHEME = 'feldman-sm2-1'
const BOUND_SHARE = SHARE_LENGTH + 32

/** An opener as the tender's terms name him. */
export interface Opener {
  kind: string
  publicKey: Uint8Array
  serial: string
}

/** Who opens together, as the tender's terms say. */
export interface OpenersRule {
  threshold: number
  openers: Opener[]
}

/** The openers of the published terms, as they are sealed for. */
export function ruleOf(openers: {
  threshold: number
  members: { kind: string; serial: string; publicKey?: string | null }[]
}): OpenersRule {
  return {
    threshold: openers.threshold,
    openers: openers.members.map(({ kind, serial, publicKey }) => ({ kind, serial, publicKey: fromBase64(publicKey ?? '') })),
  }
}

export interface WrappedShare {
  /** as for a recipient */
  scheme: string
  kind: string
  fingerprint: string
  serial: string
  wrapped: Uint8Array
}

export interface SharedKey {
  threshold: number
  commitments: Uint8Array[]
  shares: WrappedShare[]
  /** the content key under the key derived from the shared secret */
  key: Uint8Array
}

/** What a share belongs to. */
export interface Place {
  trade: string
  creditCode: string
  noncePrefix: Uint8Array
}

function binding({ trade, creditCode, noncePrefix }: Place, index: number): Uint8Array {
  const number = new Uint8Array(4)
  new DataView(number.buffer).setUint32(0, index)
  return sm3(joined(utf8(`mingjian-sealed-bid-2 share\n${trade}\n${creditCode}\n`), noncePrefix, number))
}

const derived = (secret: Uint8Array): Uint8Array =>
  sm3(joined(utf8('mingjian-sealed-bid-2 kek\n'), secret)).slice(0, KEY_LENGTH)

const fingerprint = (publicKey: Uint8Array): string =>
  Array.from(sm3(publicKey), (byte) => byte.toString(16).padStart(2, '0')).join('')

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])

export async function share(rule: OpenersRule, place: Place, contentKey: Uint8Array): Promise<SharedKey> {
  const { secret, commitments, shares } = split(rule.threshold, rule.openers.length)
  const wrapped: WrappedShare[] = []
  for (const [i, opener] of rule.openers.entries()) {
    const kind = kindOf(opener.publicKey)
    if (kind === undefined) throw new Error('a key of this kind is not accepted')
    const plain = joined(shares[i]!, binding(place, i + 1))
    const { publicKey } = opener
    wrapped.push({ scheme: schemeOf(kind), kind: opener.kind, fingerprint: fingerprint(publicKey), serial: opener.serial, wrapped: await encrypt(publicKey, plain) })
    plain.fill(0)
  }
  const kek = derived(secret)
  const key = new Sm4Gcm(kek).seal(new Uint8Array(NONCE_LENGTH), binding(place, 0), contentKey)
  for (const used of [kek, secret, ...shares]) used.fill(0)
  return { threshold: rule.threshold, commitments, shares: wrapped, key }
}

/** The share of the holder of a private key; refused unless it is of this bid and fits its commitments. */
export async function takeShare(
  wanted: { index: number; wrapped: Uint8Array; commitments: Uint8Array[] },
  place: Place,
  privateKey: Uint8Array,
): Promise<Uint8Array> {
  let plain: Uint8Array
  try {
    plain = await decrypt(privateKey, wanted.wrapped)
  } catch {
    throw new EnvelopeRefused('WRONG_KEY', 'the wrapped share does not open with this key')
  }
  require(plain.length === SHARE_LENGTH + 32, 'SHARE', 'the share has the wrong length')
  require(equal(plain.subarray(SHARE_LENGTH), binding(place, wanted.index)), 'SHARE', 'the share is of another bid')
  const value = plain.slice(0, SHARE_LENGTH)
  require(fits(wanted.commitments, wanted.index, value), 'SHARE', 'the share does not fit the commitments of the bid')
  return value
}

/** Which share of a bid is for a private key. */
export async function indexFor(shared: SharedKey, privateKey: Uint8Array): Promise<number> {
  const own = fingerprint(await publicKeyOf(privateKey))
  const at = shared.shares.findIndex((one) => one.fingerprint === own)
  require(at >= 0, 'WRONG_KEY', 'no share of the bid is for this key')
  return at + 1
}

/** The content key out of enough true shares. */
export function contentKeyOf(shared: SharedKey, place: Place, given: Map<number, Uint8Array>): Uint8Array {
  require(given.size >= shared.threshold, 'SHARE', `${given.size} shares of ${shared.threshold}`)
  for (const [index, value] of given) {
    require(index <= shared.shares.length && fits(shared.commitments, index, value), 'SHARE', `share ${index} does not fit`)
  }
  const key = new Sm4Gcm(derived(combine(given))).open(new Uint8Array(NONCE_LENGTH), binding(place, 0), shared.key)
  require(key !== undefined, 'KEY_ENVELOPE', 'good shares do not open the wrapped key')
  return key
}

/** What an opener signs: his share by its public point, and his reason in one line. */
export function shareMessage(trade: string, digest: string, index: number, value: Uint8Array, reason: string): Uint8Array {
  return utf8(`mingjian-open-share-1\n${trade}\n${digest}\n${index}\n${toBase64(pointOf(value))}\n${reason}`)
}

export function sharedJson(shared: SharedKey): { [name: string]: Json } {
  return {
    scheme: SCHEME,
    threshold: shared.threshold,
    key: toBase64(shared.key),
    commitments: shared.commitments.map(toBase64),
    // Wrapping by SM2 is the usual and has no name, as in every bid of before.
    shares: shared.shares.map(({ scheme, kind, fingerprint: print, serial, wrapped }) => ({
      recipient: { kind, fingerprint: print, serial },
      ...(scheme === schemeOf('SM2') ? {} : { scheme }),
      wrapped: toBase64(wrapped),
    })),
  }
}

/** Reads what `sharedJson` wrote; whether there is more shows when the header is written again. */
export function readShared(node: { [name: string]: Json }): SharedKey {
  try {
    const { threshold, key, commitments, shares, scheme } = node as unknown as {
      threshold: number
      scheme: string
      key: string
      commitments: string[]
      shares: { recipient: { kind: string; fingerprint: string; serial: string }; scheme?: string; wrapped: string }[]
    }
    require(scheme === SCHEME, 'OPENERS', 'unknown scheme of sharing')
    return checkedShared({
      threshold,
      key: fromBase64(key),
      commitments: commitments.map(fromBase64),
      shares: shares.map((one) => ({ ...one.recipient, scheme: one.scheme ?? schemeOf('SM2'), wrapped: fromBase64(one.wrapped) })),
    })
  } catch (thrown) {
    if (thrown instanceof EnvelopeRefused) throw thrown
    throw new EnvelopeRefused('OPENERS', 'openers is malformed')
  }
}

function checkedShared(shared: SharedKey): SharedKey {
  const { threshold, commitments, shares, key } = shared
  require(shares.length > 0 && shares.length <= MOST_SHARES, 'OPENERS', '1 to 16 openers')
  require(Number.isInteger(threshold) && threshold >= 1 && threshold <= shares.length, 'OPENERS', 'threshold out of range')
  require(commitments.length === threshold && commitments.every(isPoint), 'OPENERS', 'commitments are not points')
  require(key.length === KEY_LENGTH + TAG_LENGTH, 'OPENERS', 'the shared key has the wrong length')
  require(new Set(shares.map((one) => one.fingerprint)).size === shares.length, 'OPENERS', 'two openers with one key')
  for (const one of shares) {
    require(/^[a-z][a-z-]{0,31}$/.test(one.kind) && /^[0-9a-f]{0,64}$/.test(one.serial), 'OPENERS', 'malformed')
    require(/^[0-9a-f]{64}$/.test(one.fingerprint) && isWrapped(one.scheme, BOUND_SHARE, one.wrapped), 'OPENERS', 'malformed')
    require(one.scheme !== schemeOf('SM2') || isPoint(one.wrapped.slice(0, PUBLIC_LENGTH)), 'OPENERS', 'a share is not an SM2 cipher text')
  }
  return shared
}
