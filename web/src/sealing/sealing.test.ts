// @vitest-environment node
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromHex, toBase64, toHex, utf8 } from '@/crypto/bytes'
import { generate, type KeyPair, sign } from '@/crypto/sm2'
import { sm3 } from '@/crypto/sm3'
import { canonical } from './canonicalJson'
import { nameProblem } from './fileName'
import { openAll, openSheet, readHeader, unwrapKey } from './open'
import { EnvelopeRefused } from './problems'
import { type BidFile, seal, type SealOrder } from './seal'
import { Sm4Gcm } from './sm4gcm'

const TRADE = 'A01-12320000466011756J-20240115-000001-S'
const OTHER_TRADE = 'A01-12320000466011756J-20240115-000002-Q'
const SHEET = { price: '18334233.00', durationDays: 365, quality: '合格' }
const CHUNK = 64

const order = (keys: KeyPair): SealOrder => ({
  trade: TRADE,
  creditCode: '91340200MA2RU2PC14',
  publicKey: keys.publicKey,
  sign: (message) => sign(keys.privateKey, message),
  recipients: [{ kind: 'bidder', publicKey: keys.publicKey }],
  chunkSize: CHUNK,
})

const file = (name: string, size: number): BidFile => ({
  name,
  content: new Blob([Uint8Array.from({ length: size }, (_, at) => (at * 31 + size) & 255)]),
})

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer())

async function checkOf(act: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof act === 'function' ? act() : act)
  } catch (refused) {
    if (refused instanceof EnvelopeRefused) return refused.check
    throw refused
  }
  return 'passed'
}

describe('SM4-GCM', () => {
  it('gives the example of RFC 8998', () => {
    const cipher = new Sm4Gcm(fromHex('0123456789ABCDEFFEDCBA9876543210'))
    const nonce = fromHex('00001234567800000000ABCD')
    const aad = fromHex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2')
    const plain = fromHex(
      'AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA',
    )
    const sealed = cipher.seal(nonce, aad, plain)

    expect(toHex(sealed)).toBe(
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
        '83de3541e4c2b58177e065a9bf7b62ec',
    )
    expect(toHex(cipher.open(nonce, aad, sealed)!)).toBe(toHex(plain))
    sealed.forEach((_, at) => {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte))
      expect(cipher.open(nonce, aad, changed)).toBeUndefined()
    })
  })
})

describe('canonical JSON', () => {
  it('sorts names, keeps text, refuses fractions', () => {
    expect(canonical({ b: [1, true, null], a: '"\\\n\u0001€😀/' })).toBe('{"a":"\\"\\\\\\n\\u0001€😀/","b":[1,true,null]}')
    expect(() => canonical({ a: 1.5 })).toThrow()
    expect(() => canonical('\ud800')).toThrow()
  })
})

describe('sealed bid', () => {
  const keys = generate()

  it('opens what was sealed, at every size around a chunk', async () => {
    for (const size of [0, 1, 17, 30, 63, 64, 65, 127, 128, 129, 700]) {
      const files = [file('商务标/报价.xlsx', size), file('x', 3)]
      const told: number[] = []
      const sealed = await seal(order(keys), SHEET, files, { onProgress: (done) => told.push(done) })
      const key = await unwrapKey(await readHeader(sealed.content), keys.privateKey)
      const opened = await openAll(sealed.content, key, TRADE)

      expect(opened.sheet).toEqual(SHEET)
      expect(opened.sm3).toBe(sealed.sm3)
      expect(sealed.sm3).toBe(toHex(sm3(await bytesOf(sealed.content))))
      expect(opened.files.map(({ name, sm3 }) => ({ name, sm3 }))).toEqual(sealed.files.map(({ name, sm3 }) => ({ name, sm3 })))
      expect(await bytesOf(opened.files[0]!.content)).toEqual(await bytesOf(files[0]!.content))
      expect(told.at(-1)).toBe(size + 3)
    }
  })

  it('reads the price without the files', async () => {
    const sealed = await seal(order(keys), SHEET, [file('large', 100_000)])
    const start = sealed.content.slice(0, 4096)

    expect((await openSheet(start, await unwrapKey(await readHeader(start), keys.privateKey), TRADE)).price).toBe('18334233.00')
  })

  it('refuses every flipped byte and every cut', async () => {
    const sealed = await seal(order(keys), SHEET, [file('a', 100)])
    const good = await bytesOf(sealed.content)
    const key = await unwrapKey(sealed.header, keys.privateKey)
    for (let at = 0; at < good.length; at += 1) {
      const changed = good.map((byte, index) => (index === at ? byte ^ 1 : byte))
      expect(await checkOf(openAll(new Blob([changed]), key, TRADE)), `byte ${at}`).not.toBe('passed')
      expect(await checkOf(openAll(new Blob([good.slice(0, at)]), key, TRADE)), `length ${at}`).toBe('TRUNCATED')
    }
    expect(await checkOf(openAll(new Blob([good, good]), key, TRADE))).toBe('TRAILING_BYTES')
  }, 60_000)

  it('names the cause of a failure', async () => {
    const sealed = await seal(order(keys), SHEET, [file('a', 100)])
    const key = await unwrapKey(sealed.header, keys.privateKey)

    expect(await checkOf(() => unwrapKey(sealed.header, generate().privateKey))).toBe('WRONG_KEY')
    expect(await checkOf(openSheet(sealed.content, new Uint8Array(16), TRADE))).toBe('WRONG_KEY')
    expect(await checkOf(openSheet(sealed.content, key, OTHER_TRADE))).toBe('OTHER_TENDER')
    expect(await checkOf(readHeader(new Blob(['%PDF-1.7 not a sealed bid'])))).toBe('MAGIC')
  })

  it('refuses tricky names, a price that is a number, a bad order', async () => {
    for (const name of ['../a', '/a', 'a//b', '', '.', 'a\\b', 'c:a', 'a\u0000b', 'con', 'NUL.txt', 'a.', ' a', '\u202efdp.exe', '\ud800']) {
      expect(nameProblem(name), name).toBeDefined()
    }
    expect(nameProblem('商务标/报价（终稿）.xlsx')).toBeUndefined()
    expect(await checkOf(seal(order(keys), SHEET, [file('A.pdf', 1), file('a.PDF', 1)]))).toBe('FILE_NAME')
    expect(await checkOf(seal(order(keys), { ...SHEET, price: 1 as unknown as string }, []))).toBe('SHEET')
    expect(await checkOf(seal({ ...order(keys), trade: 'A01' }, SHEET, []))).toBe('HEADER_CONTENT')
    expect(await checkOf(seal({ ...order(keys), recipients: [] }, SHEET, []))).toBe('RECIPIENT')
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    stop.abort(new Error('stopped'))
    await expect(seal(order(keys), SHEET, [file('a', 10)], { signal: stop.signal })).rejects.toThrow('stopped')
  })
})

/** A sealed bid with the private key of its bidder, written by the other side. */
interface Exchange {
  privateKey: string
  sealed: string
}

describe('between browser and server', () => {
  it('opens what the Java command sealed', async () => {
    const from = JSON.parse(readFileSync(new URL('./from-java.json', import.meta.url), 'utf8')) as Exchange
    const sealed = new Blob([fromBase64(from.sealed) as Uint8Array<ArrayBuffer>])
    const opened = await openAll(sealed, await unwrapKey(await readHeader(sealed), fromBase64(from.privateKey)), TRADE)

    expect(opened.sheet).toEqual({ durationDays: 365, price: '18334233.00', quality: '合格' })
    expect(opened.files.map(({ name, size }) => `${name} ${size}`)).toEqual(['技术标/方案.txt 18', '数据.bin 700'])
    expect(await opened.files[0]!.content.text()).toBe('施工组织设计')
  })

  /** The other direction is SealedInTheBrowserTest on the server; SEALING_FIXTURE names where to write a new one. */
  it('writes what Java opens', async () => {
    const keys = generate()
    const text = { name: '技术标/方案.txt', content: new Blob([utf8('施工组织设计') as Uint8Array<ArrayBuffer>]) }
    const sealed = await seal(order(keys), SHEET, [text, file('数据.bin', 700)])
    const exchange = { privateKey: toBase64(keys.privateKey), sealed: toBase64(await bytesOf(sealed.content)) }
    const target = process.env.SEALING_FIXTURE
    if (target) writeFileSync(target, `${JSON.stringify(exchange)}\n`)

    expect(sealed.chunks).toBeGreaterThan(10)
  })
})
