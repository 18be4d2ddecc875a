// @vitest-environment node
/** Bidders and openers with RSA certificates: what opens, what is refused and by which check, and the Java side's bids. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64, toBase64, toHex, utf8 } from '@/crypto/bytes'
import { encrypt, generate, kindOf, publicKeyOf, sign, verify } from '@/crypto/keys'
import type { KeyPair } from '@/crypto/sm2'
import { headerBytes, readHeaderBytes, type SealedHeader } from './format'
import { openAll, readHeader, unwrapKey } from './open'
import { EnvelopeRefused } from './problems'
import { seal } from './seal'
import { contentKeyOf, indexFor, takeShare } from './sharedKey'

const TRADE = 'A01-12320000466011756J-20240115-000001-S'

/** The private keys of an RSA bidder and of two openers, SM2 and RSA, with the bid that was sealed for them. */
interface Exchange {
  privateKey: string
  openers: string[]
  sealed: string
}

async function checkOf(act: () => unknown): Promise<string> {
  try {
    await act()
  } catch (refused) {
    if (refused instanceof EnvelopeRefused) return refused.check
    throw refused
  }
  return 'passed'
}

async function sealedBy(bidder: KeyPair, openers: KeyPair[]) {
  return seal(
    {
      trade: TRADE,
      creditCode: '91340200MA2RU2PC14',
      publicKey: bidder.publicKey,
      sign: (message) => sign(bidder.privateKey, message),
      recipients: [{ kind: 'bidder', publicKey: bidder.publicKey }],
      openers: { threshold: 2, openers: openers.map(({ publicKey }, i) => ({ kind: ['tenderer', 'witness'][i]!, publicKey, serial: '' })) },
      chunkSize: 64,
    },
    { price: '18334233.00', durationDays: 365, quality: '合格' },
    [{ name: '技术标/方案.txt', content: new Blob([utf8('施工组织设计') as Uint8Array<ArrayBuffer>]) }],
  )
}

async function opened(exchange: Exchange): Promise<void> {
  const content = new Blob([fromBase64(exchange.sealed) as Uint8Array<ArrayBuffer>])
  const header = await readHeader(content)
  const own = await unwrapKey(header, fromBase64(exchange.privateKey))
  const shared = header.openers!
  const given = new Map<number, Uint8Array>()
  for (const key of exchange.openers.map(fromBase64)) {
    const index = await indexFor(shared, key)
    given.set(index, await takeShare({ index, wrapped: shared.shares[index - 1]!.wrapped, commitments: shared.commitments }, header, key))
  }

  expect(toHex(contentKeyOf(shared, header, given))).toBe(toHex(own))
  expect((await openAll(content, own, TRADE)).sheet.price).toBe('18334233.00')
  expect(shared.shares.map((one) => one.scheme)).toEqual(['sm2-wrap-1', 'rsa-oaep-sha256-1'])
}

describe('an RSA bidder', () => {
  let bidder: KeyPair
  let other: KeyPair
  let header: SealedHeader
  let content: Blob
  let openers: KeyPair[]

  beforeAll(async () => {
    ;[bidder, other] = await Promise.all([generate('RSA'), generate('RSA')])
    openers = [await generate('SM2'), other]
    ;({ header, content } = await sealedBy(bidder, openers))
  })

  const wrappedAs = (wrapped: Uint8Array, scheme = 'rsa-oaep-sha256-1'): SealedHeader => ({
    ...header,
    recipients: [{ ...header.recipients[0]!, scheme, wrapped }],
  })

  it('seals what he and the openers open', async () => {
    const keys = { privateKey: toBase64(bidder.privateKey), openers: openers.map((one) => toBase64(one.privateKey)) }
    const exchange: Exchange = { ...keys, sealed: toBase64(new Uint8Array(await content.arrayBuffer())) }
    const target = process.env.RSA_FIXTURE
    if (target) writeFileSync(target, `${JSON.stringify(exchange)}\n`)

    await opened(exchange)
    expect(toHex(await publicKeyOf(bidder.privateKey))).toBe(toHex(bidder.publicKey))
  })

  it('is refused by name: wrong key, wrong padding, another length, another signature', async () => {
    const short = await encrypt(bidder.publicKey, new Uint8Array(15))
    const otherKey = await encrypt(bidder.publicKey, new Uint8Array(16))
    const oaep1 = await crypto.subtle.importKey('spki', bidder.publicKey as BufferSource, { name: 'RSA-OAEP', hash: 'SHA-1' }, false, ['encrypt'])
    const sha1 = new Uint8Array(await crypto.subtle.encrypt('RSA-OAEP', oaep1, new Uint8Array(16)))

    expect(await checkOf(() => unwrapKey(header, other.privateKey))).toBe('WRONG_KEY')
    for (const wrapped of [short, otherKey, sha1, new Uint8Array(256)]) {
      expect(await checkOf(() => unwrapKey(wrappedAs(wrapped), bidder.privateKey))).toBe('KEY_ENVELOPE')
    }
    expect(await checkOf(() => unwrapKey(wrappedAs(new Uint8Array(113), 'sm2-wrap-1'), bidder.privateKey))).toBe('KEY_ENVELOPE')
    expect(await checkOf(() => readHeaderBytes(headerBytes(wrappedAs(new Uint8Array(113)))))).toBe('RECIPIENT')
    expect(await checkOf(() => readHeaderBytes(headerBytes(wrappedAs(new Uint8Array(255)))))).toBe('RECIPIENT')
    const bytes = new Uint8Array(await content.arrayBuffer())
    bytes[bytes.length - 1]! ^= 1
    const key = await unwrapKey(header, bidder.privateKey)
    expect(await checkOf(() => openAll(new Blob([bytes]), key, TRADE))).toBe('SIGNATURE')
    expect(await verify(bidder.publicKey, utf8('a'), await sign(bidder.privateKey, utf8('b')))).toBe(false)
  })

  it('with a weak key, or a key written in another way, is refused', async () => {
    const pair = await crypto.subtle.generateKey(
      { name: 'RSA-OAEP', hash: 'SHA-256', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1) },
      true,
      ['encrypt', 'decrypt'],
    )
    const weak = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
    const longer = new Uint8Array([...bidder.publicKey, 0])

    expect([weak, longer, new Uint8Array(), Uint8Array.of(0x30, 0x84)].map(kindOf)).toEqual([undefined, undefined, undefined, undefined])
    expect(await checkOf(() => sealedBy({ ...bidder, publicKey: weak }, openers))).toBe('RECIPIENT')
    expect(await checkOf(() => sealedBy(bidder, [openers[0]!, { ...other, publicKey: weak }]))).toBe('OPENERS')
  })
})

describe('between browser and server', () => {
  it('opens what Java sealed for RSA, by its bidder and by an SM2 and an RSA opener', async () => {
    const file = new URL('./rsa-from-java.json', import.meta.url)
    expect(existsSync(file)).toBe(true)
    await opened(JSON.parse(readFileSync(file, 'utf8')) as Exchange)
  })
})
