import { describe, expect, it } from 'vitest'
import { contractLines, groundTitle } from './after'

describe('contract', () => {
  it('reads its canonical text in words, money grouped and exact', () => {
    const lines = contractLines('{"price":"18000000.00","winner":"甲公司","other":""}')

    expect(lines).toEqual([
      { title: '承包人', text: '甲公司' },
      { title: '合同价（元）', text: '18,000,000.00' },
    ])
  })

  it('shows nothing rather than a guess when the text cannot be read', () => {
    expect(contractLines('not json')).toEqual([])
  })

  it('names the ground of 条例 §55, and an unknown one as it came', () => {
    expect(groundTitle('declined')).toContain('放弃中标')
    expect(groundTitle('排名第一')).toBe('排名第一')
  })
})
