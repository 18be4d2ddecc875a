/** Hundreds of copies of each kind of file, each with one byte changed: the page refuses them all, by name. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { utf8 } from '@/crypto/bytes'
import { canonical, type Json } from '@/sealing/canonicalJson'
import { check } from './check'
import type { Seen } from './evidence'

const sample = (kind: string): string => readFileSync(`${import.meta.dirname}/../../../verifier/src/test/resources/samples/${kind}.json`, 'utf8').trimEnd()

/** Tree heads are checked once in all, as the page does within one file. */
const seen: Seen = new Map()

const failed = (data: Uint8Array): string[] =>
  check(data, seen)
    .findings.filter((one) => one.ok === false)
    .map((one) => one.check)

/** xorshift: the same changes on every run. */
function numbers(): (below: number) => number {
  let state = 0x9e3779b9
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

describe.each([['receipt'], ['draw'], ['scores'], ['package']])('a %s made by the other program', (kind) => {
  const words = sample(kind)
  const good = utf8(words)

  it('is good', () => {
    const verdict = check(good, seen)
    expect(verdict.findings.filter((one) => one.ok === false)).toEqual([])
    expect(verdict.good).toBe(true)
    expect(verdict.type).toBe(kind)
  })

  it('is refused with any byte changed', () => {
    const next = numbers()
    for (let i = 0; i < 300; i += 1) {
      const changed = good.slice()
      const at = next(good.length)
      changed[at] = changed[at]! ^ (1 + next(255))
      expect(failed(changed).length, `byte ${at}`).toBeGreaterThan(0)
    }
  }, 60_000)

  it('is refused cut, doubled, with a name twice, with other blanks or in another order', () => {
    for (let i = 0; i < 50; i += 1) expect(failed(good.slice(0, Math.floor((good.length * i) / 50)))).toEqual(['form'])
    expect(failed(utf8(words + words))).toEqual(['form'])
    const file = JSON.parse(words) as { [name: string]: Json }
    for (const other of [
      JSON.stringify(file, null, 2),
      words.replace('{', '{ '),
      `{"v":1,${words.slice(1, -',"v":1}'.length)}}`,
      words.replace('"v":1}', '"v":1,"v":1}'),
      words.replace('"v":1}', '"v":1.0}'),
      `${words}\r\n`,
    ]) {
      expect(failed(utf8(other)), other.slice(0, 40)).toEqual(['canonical'])
    }
    const spaced = canonical(file).replace(/("(?:[^"\\]|\\.)*")|([,:])/gs, (all: string, text: string | undefined) => text ?? `${all} `)
    expect(failed(utf8(spaced))).toEqual([])
    expect(failed(utf8(spaced.replace(', ', ',')))).toEqual(['canonical'])
  }, 60_000)
})
