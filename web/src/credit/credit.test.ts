import { describe, expect, it } from 'vitest'
import { repairHindrance, standingOf, whoOf } from './records'

describe('a credit record', () => {
  it('no longer counts on the day it ends, without any act', () => {
    expect(standingOf({ state: 'PUBLISHED', endsOn: '2026-03-02' }, '2026-03-01').words).toBe('公示中')
    expect(standingOf({ state: 'PUBLISHED', endsOn: '2026-03-02' }, '2026-03-02').words).toBe('期满失效')
    expect(standingOf({ state: 'REPAIRED', endsOn: '2026-03-02' }, '2027-01-01').words).toBe('已修复')
  })

  it('says from when a repair may be asked for, or that none may', () => {
    expect(repairHindrance({ repairFrom: '2026-03-02' }, '2026-03-01')).toContain('2026-03-02')
    expect(repairHindrance({ repairFrom: '2026-03-02' }, '2026-03-02')).toBe('')
    expect(repairHindrance({}, '2026-03-02')).toContain('不予修复')
  })

  it('names the person beside the organisation, and an expert once', () => {
    expect(whoOf({ name: '甲公司', person: '孙工' })).toBe('甲公司 · 孙工')
    expect(whoOf({ name: '郑工', person: '郑工' })).toBe('郑工')
  })
})
