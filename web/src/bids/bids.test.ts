import { describe, expect, it } from 'vitest'
import { toBase64, toHex, utf8 } from '@/crypto/bytes'
import { encrypt, generate } from '@/crypto/sm2'
import { fingerprintOf } from '@/sealing/format'
import { contentKey } from './ownBid'
import { refusalOf, sheetProblems } from './sheet'

const good = { price: '18334233.00', durationDays: 180, quality: '合格', projectLeader: '李强', leaderCertificate: '一级注册建造师 建1990001' }

describe('bid sheet', () => {
  it('is refused above the ceiling by a single 分, and accepted at it', () => {
    expect(sheetProblems({ ...good, price: '20000000.01' }, '20000000').price).toContain('高于最高投标限价')
    expect(sheetProblems({ ...good, price: '20000000.00' }, '20000000')).toEqual({})
  })

  it('wants a price in whole 分 and above zero', () => {
    for (const price of ['', '0', '0.00', '1e7', '12.345', '-5', '１２']) {
      expect(sheetProblems({ ...good, price }).price, price).toBeDefined()
    }
  })

  it('wants no longer duration than the documents allow', () => {
    expect(sheetProblems({ ...good, durationDays: 181 }, undefined, 180).durationDays).toContain('180')
  })

  it('refuses an empty file in words', () => {
    expect(refusalOf(new File([], '报价.pdf'), 0)).toBe('文件是空的')
  })
})

describe('own bid', () => {
  const key = generate()
  const envelope = (to: Uint8Array) => ({
    scheme: 'sm2-wrap-1',
    kind: 'bidder',
    fingerprint: fingerprintOf(to),
    wrapped: toBase64(encrypt(to, utf8('sixteen bytes ok'))),
  })

  it('is opened by the key it was sealed for', async () => {
    const opened = await contentKey([envelope(generate().publicKey), envelope(key.publicKey)], key)

    expect(toHex(opened)).toBe(toHex(utf8('sixteen bytes ok')))
  })

  it('says in words when it was sealed with another certificate', async () => {
    await expect(contentKey([envelope(generate().publicKey)], key)).rejects.toThrow('换用加密时的证书')
  })
})
