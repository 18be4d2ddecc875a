import { describe, expect, it } from 'vitest'
import { faults, stateOf, turns, words, type Entry, type KindSheet, type Outage } from './registry'

const sheet: KindSheet = { kind: 'DUTY', title: '值班', basis: '§30', fields: [{ name: 'phone', title: '电话', must: true }, { name: 'mail', title: '邮箱', must: false }] }
const turn = (name: string, startsAt: string, endsAt: string): Entry => ({ node: 'E', id: name, kind: 'DUTY', region: '990100', name, fields: { phone: '1' }, startsAt, endsAt, ended: false, version: 1, changedAt: startsAt, changedBy: '' })

describe('registry', () => {
  it('tells who is on duty now from who comes after', () => {
    const found = turns([turn('甲', '2026-03-01T00:00:00Z', '2026-03-01T08:00:00Z'), turn('乙', '2026-03-01T08:00:00Z', '2026-03-01T16:00:00Z')], Date.parse('2026-03-01T08:00:00Z'))

    expect(found.now.map((one) => one.name)).toEqual(['乙'])
    expect(found.later.map((one) => one.name)).toEqual(['甲'])
  })

  it('asks for what the kind asks, and for a turn that does not end before it begins', () => {
    const form = { region: '990100', name: '甲', fields: {}, startsAt: '2026-03-01 08:00', endsAt: '2026-03-01 08:00' }

    expect(faults(form, sheet)).toEqual({ phone: '请填写电话', endsAt: '结束应在开始之后' })
    expect(words(turn('甲', '', ''), sheet)).toBe('电话：1')
  })

  it('says what an outage still waits for', () => {
    const base = { closing: '', kind: 'UNPLANNED', report: '' } as Outage

    expect(stateOf(base).words).toBe('正在停用')
    expect(stateOf({ ...base, endsAt: 'x' }).words).toBe('待故障报告')
    expect(stateOf({ ...base, endsAt: 'x', report: 'y' }).words).toBe('待结案')
    expect(stateOf({ ...base, endsAt: 'x', closing: 'z' }).words).toBe('已结案')
  })
})
