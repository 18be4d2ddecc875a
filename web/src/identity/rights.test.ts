import { describe, expect, it } from 'vitest'
import { detailOf, reachOf } from './rights'

describe('rights', () => {
  it('says how far a grant reaches', () => {
    expect(reachOf({})).toBe('不限')
    expect(reachOf({ region: '9901', trade: 'A01-1' })).toBe('地区 9901；交易 A01-1')
  })

  it('says what a proposal would give', () => {
    const change = { grants: [{ role: 'SUPERVISOR', region: '990100', endsAt: '2027-01-01T00:00:00Z' }] }
    expect(detailOf({ change })).toBe('行政监督（990100），至 2027-01-01')
    expect(detailOf({ change: { account: 'x', reason: '离任' } })).toBe('离任')
    expect(detailOf({ change: { grant: 'an-id', reason: '休假' } })).toBe('休假')
  })
})
