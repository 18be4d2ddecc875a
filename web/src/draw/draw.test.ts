// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { commitment, freshSeed, keep, kept, nextAct, warningWords, type Draw } from './draw'

const draw = (state: Draw['state'], mine: { commitment?: string; seed?: string }): Draw => ({
  draw: 'T/experts/1',
  trade: 'T',
  purpose: 'EXPERTS',
  number: 1,
  state,
  root: '',
  bits: 0,
  warnings: [],
  revealBy: '',
  seeds: [{ party: 'SUPERVISOR', title: '监督部门', ...mine }],
})

describe('draw', () => {
  it('commits as the format says', () => {
    // printf 'mingjian-draw-seed-1\nT/experts/1\ntenderer\n00' | openssl dgst -sm3
    expect(commitment('T/experts/1', 'TENDERER', '00')).toBe('e70d1460aa3e55c37ab7f0deaa3cbcc8c37ae4f1f04a13d8da942a9acc644bc9')
  })

  it('makes 32 fresh bytes each time and keeps them for the reveal', () => {
    const seed = freshSeed()
    expect(seed).toMatch(/^[0-9a-f]{64}$/)
    expect(freshSeed()).not.toBe(seed)
    keep('T/experts/1', 'SUPERVISOR', seed)
    expect(kept('T/experts/1', 'SUPERVISOR')).toBe(seed)
    expect(kept('T/experts/2', 'SUPERVISOR')).toBeUndefined()
  })

  it('asks each party once for each step', () => {
    expect(nextAct(draw('COMMITTING', {}), 'SUPERVISOR')).toBe('commit')
    expect(nextAct(draw('COMMITTING', { commitment: 'a' }), 'SUPERVISOR')).toBe('wait')
    expect(nextAct(draw('REVEALING', { commitment: 'a' }), 'SUPERVISOR')).toBe('reveal')
    expect(nextAct(draw('REVEALING', { commitment: 'a', seed: 'b' }), 'SUPERVISOR')).toBe('wait')
    expect(nextAct(draw('DRAWN', { commitment: 'a', seed: 'b' }), 'SUPERVISOR')).toBe('none')
  })

  it('says warnings in words', () => {
    expect(warningWords('EX-02 A08')).toContain('A08 候选不足')
  })
})
