// @vitest-environment node
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, toHex, utf8 } from '@/crypto/bytes'
import { generate, type KeyPair, sign } from '@/crypto/sm2'
import { combine, fits, pointOf, split } from '@/crypto/sm2Shares'
import type { SealedHeader } from './format'
import { openAll, openSheet, readHeader, unwrapKey } from './open'
import { EnvelopeRefused } from './problems'
import { seal } from './seal'
import { contentKeyOf, indexFor, takeShare } from './sharedKey'

const TRADE = 'A01-12320000466011756J-20240115-000001-S'
const KINDS = ['tenderer', 'platform', 'supervisor', 'witness']

/** A sealed bid, with the private keys of its bidder and its openers, written by the other side. */
interface Exchange {
  privateKey: string
  openers: string[]
  sealed: string
}

async function sealed(bidder: KeyPair, openers: KeyPair[]) {
  return seal(
    {
      trade: TRADE,
      creditCode: '91340200MA2RU2PC14',
      publicKey: bidder.publicKey,
      sign: (message) => sign(bidder.privateKey, message),
      recipients: [{ kind: 'bidder', publicKey: bidder.publicKey }],
      openers: { threshold: 3, openers: openers.map(({ publicKey }, i) => ({ kind: KINDS[i]!, publicKey, serial: '' })) },
      chunkSize: 64,
    },
    { price: '18334233.00', durationDays: 365, quality: '合格' },
    [{ name: '技术标/方案.txt', content: new Blob([utf8('施工组织设计') as Uint8Array<ArrayBuffer>]) }],
  )
}

async function taken(header: SealedHeader, privateKey: Uint8Array): Promise<[number, Uint8Array]> {
  const shared = header.openers!
  const index = await indexFor(shared, privateKey)
  const wanted = { index, wrapped: shared.shares[index - 1]!.wrapped, commitments: shared.commitments }
  return [index, await takeShare(wanted, header, privateKey)]
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

describe('shares', () => {
  it('give the secret with the threshold and something else with one less', () => {
    for (const [t, n] of [[1, 1], [2, 3], [3, 4], [16, 16]] as const) {
      const made = split(t, n)
      const all = made.shares.map((value, i): [number, Uint8Array] => [i + 1, value])
      expect(toHex(combine(new Map(all.slice(n - t))))).toBe(toHex(made.secret))
      if (t > 1) expect(toHex(combine(new Map(all.slice(0, t - 1))))).not.toBe(toHex(made.secret))
    }
  })

  it('fit their own place only, and no changed bit passes', () => {
    const { commitments, shares } = split(3, 4)
    shares.forEach((value, i) => {
      for (let place = 1; place <= 4; place += 1) expect(fits(commitments, place, value)).toBe(place === i + 1)
    })
    for (let at = 0; at < 32; at += 1) {
      expect(fits(commitments, 1, shares[0]!.map((byte, i) => (i === at ? byte ^ 1 : byte)))).toBe(false)
    }
    expect(pointOf(shares[0]!)).toHaveLength(65)
  })
})

describe('a bid sealed for openers', () => {
  const bidder = generate()
  const openers = KINDS.map(() => generate())

  it('is opened by three of four, by its bidder, and not by two', async () => {
    const bid = await sealed(bidder, openers)
    const header = await readHeader(bid.content)
    const shares = await Promise.all(openers.map(({ privateKey }) => taken(header, privateKey)))
    const key = contentKeyOf(header.openers!, header, new Map(shares.slice(1)))

    expect((await openAll(bid.content, key, TRADE)).sheet.price).toBe('18334233.00')
    expect(toHex(key)).toBe(toHex(await unwrapKey(header, bidder.privateKey)))
    expect(await checkOf(() => contentKeyOf(header.openers!, header, new Map(shares.slice(2))))).toBe('SHARE')
  })

  it('gives no share that was copied from another bid, none to a stranger', async () => {
    const one = await readHeader((await sealed(bidder, openers)).content)
    const other = await readHeader((await sealed(bidder, openers)).content)
    const stolen = { ...other, openers: one.openers! }

    expect(await checkOf(() => taken(stolen, openers[0]!.privateKey))).toBe('SHARE')
    expect(await checkOf(() => taken(one, generate().privateKey))).toBe('WRONG_KEY')
  })
})

describe('between browser and server', () => {
  it('opens by shares what Java sealed for openers', async () => {
    const from = JSON.parse(readFileSync(new URL('./openers-from-java.json', import.meta.url), 'utf8')) as Exchange
    const content = new Blob([fromBase64(from.sealed) as Uint8Array<ArrayBuffer>])
    const header = await readHeader(content)
    const shares = await Promise.all(from.openers.slice(0, 3).map((key) => taken(header, fromBase64(key))))

    expect((await openSheet(content, contentKeyOf(header.openers!, header, new Map(shares)), TRADE)).price).toBe('18334233.00')
  })

  /** The other direction is SharedInTheBrowserTest on the server; SEALING_FIXTURE names where to write a new one. */
  it('seals for openers what Java opens', async () => {
    const bidder = generate()
    const openers = KINDS.map(() => generate())
    const bid = await sealed(bidder, openers)
    const exchange: Exchange = {
      privateKey: toBase64(bidder.privateKey),
      openers: openers.map(({ privateKey }) => toBase64(privateKey)),
      sealed: toBase64(new Uint8Array(await bid.content.arrayBuffer())),
    }
    const target = process.env.SEALING_FIXTURE
    if (target) writeFileSync(target, `${JSON.stringify(exchange)}\n`)

    expect(bid.header.openers!.shares).toHaveLength(4)
  })
})
