// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, toHex } from '@/crypto/bytes'
import { publicKeyOf, verify } from '@/crypto/sm2'
import { readHeader } from '@/sealing/open'
import { contentKeyOf, shareMessage } from '@/sealing/sharedKey'
import { unwrapKey } from '@/sealing/open'
import { givenBy, oneLine, openToMe, signedShare, standing, type BidInNeed, type SharesPage } from './shares'

const exchange = JSON.parse(readFileSync(new URL('../sealing/openers-from-java.json', import.meta.url), 'utf8')) as {
  privateKey: string
  openers: string[]
  sealed: string
}
const header = await readHeader(new Blob([fromBase64(exchange.sealed) as Uint8Array<ArrayBuffer>]))
const shared = header.openers!

/** What the platform shows opener {@code index} of that bid. */
function shown(index: number, more: Partial<BidInNeed> = {}): BidInNeed {
  return {
    bid: '00000000-0000-4000-8000-000000000001',
    seq: 1,
    bidder: '江北建工',
    creditCode: header.creditCode,
    sm3: 'ab'.repeat(32),
    stateTitle: '解密失败',
    waiting: true,
    given: 0,
    shares: [],
    header: {
      noncePrefix: toHex(header.noncePrefix),
      commitments: shared.commitments.map(toBase64),
      wrapped: toBase64(shared.shares[index - 1]!.wrapped),
    },
    ...more,
  }
}

describe('giving a share', () => {
  it('takes three of four out on their own machines, and they open the bid', async () => {
    const given = new Map<number, Uint8Array>()
    for (const index of [1, 3, 4]) {
      const key = fromBase64(exchange.openers[index - 1]!)
      const one = await signedShare(header.trade, shown(index), index, key, '证书损坏')
      const value = fromBase64(one.share)
      given.set(index, value)
      const message = shareMessage(header.trade, 'ab'.repeat(32), index, value, '证书损坏')
      expect(verify(publicKeyOf(key), message, fromBase64(one.signature))).toBe(true)
    }

    expect(contentKeyOf(shared, header, given)).toEqual(await unwrapKey(header, fromBase64(exchange.privateKey)))
  })

  it('refuses in words a key that is not the opener’s, and a share of another bid', async () => {
    const key = fromBase64(exchange.openers[0]!)
    await expect(signedShare(header.trade, shown(2), 2, key, 'x')).rejects.toThrow('密钥不是')
    await expect(signedShare('A01-12320000466011756J-20240115-000002-S', shown(1), 1, key, 'x')).rejects.toThrow('承诺不符')
  })

  it('shows who gave, who gave a false one and who is absent', () => {
    const at = '2026-01-05T00:00:00Z'
    const bid = shown(4, { given: 1, shares: [{ index: 1, name: '赵明', fits: true, reason: 'r', at }, { index: 3, name: '孙强', fits: false, reason: 'r', at }] })
    const page: SharesPage = { trade: header.trade, title: '', provided: true, threshold: 3, mine: 4, openers: [], bids: [bid] }

    expect([1, 2, 3].map((index) => givenBy(bid, index))).toEqual(['given', 'absent', 'false'])
    expect(standing(page, bid)).toBe('已有 1 份，还需 2 份')
    expect(openToMe(page)).toHaveLength(1)
    expect(openToMe({ ...page, refusal: '补救时限已结束' })).toHaveLength(0)
    expect(openToMe({ ...page, mine: undefined })).toHaveLength(0)
  })

  it('signs a reason of one line', () => {
    expect(oneLine(' 介质\n 损坏 \r\n')).toBe('介质 损坏')
  })
})
