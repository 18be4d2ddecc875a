// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { fromBase64, utf8 } from '@/crypto/bytes'
import { generate, sign, verify } from '@/crypto/sm2'
import { seal } from '@/sealing/seal'
import { readStatement, statement, tryBid } from './rehearsal'

const TRADE = 'A01-12320000466011756J-20240115-000001-S'
const own = generate()

async function sealed() {
  return seal(
    {
      trade: TRADE,
      creditCode: '91340200MA2RU2PC14',
      publicKey: own.publicKey,
      sign: (message) => sign(own.privateKey, message),
      recipients: [{ kind: 'bidder', publicKey: own.publicKey }],
      chunkSize: 64,
    },
    { price: '18334233.00', durationDays: 365, quality: '合格' },
    [{ name: '技术标/方案.txt', content: new Blob([utf8('施工组织设计') as Uint8Array<ArrayBuffer>]) }],
  )
}

describe('rehearsal', () => {
  it('opens all that the platform holds and shows what is inside', async () => {
    const bid = await sealed()

    const found = await tryBid(bid.content, { trade: TRADE, sm3: bid.sm3 }, own)

    expect(found.outcome).toBe('OPENED')
    expect(found.seen?.sheet.price).toBe('18334233.00')
    expect(found.seen?.files.map((file) => file.name)).toEqual(['技术标/方案.txt'])
  })

  it('says that another key is the wrong one', async () => {
    const bid = await sealed()

    expect((await tryBid(bid.content, { trade: TRADE, sm3: bid.sm3 }, generate())).outcome).toBe('WRONG_KEY')
  })

  it('finds bytes that are not those of the receipt, whole or not', async () => {
    const bid = await sealed()
    const another = await sealed()
    const bytes = new Uint8Array(await bid.content.arrayBuffer())
    bytes[bytes.length - 40]! ^= 1

    expect((await tryBid(another.content, { trade: TRADE, sm3: bid.sm3 }, own)).outcome).toBe('DIGEST')
    expect((await tryBid(new Blob([bytes]), { trade: TRADE, sm3: bid.sm3 }, own)).outcome).not.toBe('OPENED')
  })

  it('signs what it found, and takes the result of the command', async () => {
    const said = await statement(TRADE, 'ab'.repeat(32), 'OPENED', own.privateKey)
    const message = utf8(`mingjian-rehearsal-1\n${TRADE}\n${'ab'.repeat(32)}\nOPENED`)

    expect(verify(own.publicKey, message, fromBase64(said.signature))).toBe(true)
    expect(readStatement(JSON.stringify({ type: 'rehearsal', trade: TRADE, ok: true, ...said }), TRADE)).toEqual(said)
    expect(() => readStatement('{"type":"receipt"}', TRADE)).toThrow('不是')
  })
})
