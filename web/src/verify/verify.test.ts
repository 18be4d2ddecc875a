import { describe, expect, it } from 'vitest'
import { joined, toBase64, toHex, utf8 } from '@/crypto/bytes'
import { generate, sign } from '@/crypto/sm2'
import { sm3 } from '@/crypto/sm3'
import { canonical, type Json } from '@/sealing/canonicalJson'
import { check, type Verdict } from './check'
import { score } from './sheet'
import { sha256 } from './sha256'
import { leafOf, nodeOf, rootOf, includes } from './tree'
import { vrfOutput } from './vrf'

const failed = (verdict: Verdict): string[] => verdict.findings.filter((one) => one.ok === false).map((one) => one.check)

/** The fourth of five entries, made by hand from the format. */
function receipt(): string {
  const keys = generate()
  const content: Json = { actor: { account: 'a-1' }, body: { 名: '明鉴' }, files: [{ name: 'bid.sealed', size: 12, sm3: toHex(sm3(utf8('sealed bytes'))) }], kind: 'bid.received', nonce: 'AAAA', seq: 2, stream: 'trade:x' }
  const entry: Json = { at: '2026-11-21T00:00:00.000Z', digest: toHex(sm3(utf8(canonical(content)))), v: 1 }
  const leaves = [0, 1, 2, 3, 4].map((i) => leafOf(i === 3 ? utf8(canonical(entry)) : Uint8Array.of(i)))
  const root = rootOf(leaves)
  const path = [leaves[2]!, nodeOf(leaves[0]!, leaves[1]!), leaves[4]!].map(toBase64)
  const body = `log.example\n5\n${toBase64(root)}\nsm3\n`
  const id = sm3(utf8('log.example'), Uint8Array.of(10, 255), utf8('mingjian-sm2'), keys.publicKey).subarray(0, 4)
  const checkpoint = `${body}\n— log.example ${toBase64(joined(id, sign(keys.privateKey, utf8(body))))}\n`
  const proof = { hash: 'sm3', index: 3, size: 5, leaf: toBase64(leaves[3]!), root: toBase64(root), path }
  return canonical({ type: 'receipt', v: 1, content, entry, position: 4, proof, checkpoint, platformKey: toBase64(keys.publicKey) })
}

describe('a file dropped into the page', () => {
  it('shows what a sound receipt proves, and names the key that signed', () => {
    const verdict = check(utf8(receipt()))
    expect(failed(verdict)).toEqual([])
    expect(verdict.good).toBe(true)
    expect(verdict.type).toBe('receipt')
    expect(verdict.files).toHaveLength(1)
    expect(verdict.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  })

  it('names the check that fails for each lie', () => {
    const good = JSON.parse(receipt())
    const lie = (change: (file: typeof good) => void): string[] => {
      const file = structuredClone(good)
      change(file)
      return failed(check(utf8(canonical(file))))
    }
    expect(lie((file) => (file.content.body.名 = '明监'))).toEqual(['content'])
    expect(lie((file) => (file.entry.at = '2026-11-21T00:00:00.001Z'))).toEqual(['leaf'])
    expect(lie((file) => (file.position = 5))).toEqual(['position'])
    expect(lie((file) => file.proof.path.pop())).toEqual(['inclusion'])
    expect(lie((file) => (file.checkpoint = file.checkpoint.replace('\n5\n', '\n6\n')))).toEqual(['checkpoint', 'signature'])
    expect(lie((file) => (file.platformKey = toBase64(generate().publicKey)))).toEqual(['signature'])
    expect(lie((file) => (file.extra = 1))).toEqual(['members'])
    expect(lie((file) => (file.type = 'will'))).toEqual(['form'])
  })

  it('answers hostile input in words', () => {
    const hostile = ['', 'null', '[', '{"type":7}', '{"type":"receipt","type":"receipt"}', '{} {}', `${receipt()} `, receipt().slice(0, -1), '['.repeat(100_000)]
    for (const words of hostile) expect(check(utf8(words)).good, words.slice(0, 40)).toBe(false)
    expect(check(Uint8Array.of(0xff, 0xfe)).findings[0]!.words).toContain('UTF-8')
    expect(check(new Uint8Array(64 * 1024 * 1024 + 1)).findings[0]!.words).toContain('64 MB')
  })
})

describe('what the checks rest on', () => {
  it('includes leaves of trees around powers of two and nothing else', () => {
    for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17]) {
      const leaves = Array.from({ length: size }, (_, i) => leafOf(Uint8Array.of(i)))
      const path = (index: number, from: Uint8Array[]): Uint8Array[] => {
        if (from.length === 1) return []
        let left = 1
        while (left * 2 < from.length) left *= 2
        return index < left ? [...path(index, from.slice(0, left)), rootOf(from.slice(left))] : [...path(index - left, from.slice(left)), rootOf(from.slice(0, left))]
      }
      for (let index = 0; index < size; index += 1) {
        expect(includes(leaves[index]!, index, size, path(index, leaves), rootOf(leaves))).toBe(true)
        expect(includes(leaves[index]!, index + 1, size, path(index, leaves), rootOf(leaves))).toBe(false)
      }
    }
    expect(includes(leafOf(Uint8Array.of(0)), 0, 0, [], rootOf([]))).toBe(false)
  })

  it('computes SHA-256 as published', () => {
    expect(toHex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(toHex(sha256())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('holds the published example of RFC 9381, B.1, and ours on the SM2 curve', () => {
    const key = '0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6'
    const beta = 'a3ad7b0ef73d8fc6655053ea22f9bede8c743f08bbed3d38821f0e16474b505e'
    const pi = '035b5c726e8c0e2c488a107c600578ee75cb702343c153cb1eb8dec77f4b5071b4a53f0a46f018bc2c56e58d383f2305e0975972c26feea0eb122fe7893c15af376b33edf7de17c6ea056d4d82de6bc02f'
    expect(vrfOutput('ECVRF-P256-SHA256-TAI', key, 'sample', pi)).toBe(beta)
    expect(vrfOutput('ECVRF-P256-SHA256-TAI', key, 'sampel', pi)).toBeUndefined()
    const ours = '03b6fff07ea6940609a26a0fb4959e4c0a20df8bc5cb8a8a7a395a9066114ec87053c354ad9bb5f40ea2091cd3a7e89c400944d2ad3063f6bb9316db345a857f4454698da5fb59ef91b538bb587669679e'
    expect(vrfOutput('ECVRF-SM2-SM3-TAI', '0309f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020', 'sample', ours)).toBe('6bdbab9108cff61170d23acfda7d79ea077ac064a1737d5ee13e7c6c9b782450')
  })

  it('scores the sheets of the formats document', () => {
    const sheet = {
      method: 'PF-3',
      full: '60',
      control: '10500',
      bids: [{ id: 'A', price: '9200' }, { id: 'B', price: '9350' }],
      parameters: { k: '0.97', trimFrom: 5, trimHigh: 1, trimLow: 1, deductAbove: '0.6', deductBelow: '0.3', floor: '0', scoreScale: 2 },
    }
    expect(score(sheet)).toEqual({
      base: '8996.75',
      bids: [{ id: 'A', deviation: '2.2591', score: '58.64', rank: 1 }, { id: 'B', deviation: '3.9264', score: '57.64', rank: 2 }],
    })
  })
})
