import { describe, expect, it } from 'vitest'
import { reasonOf, textOf } from './statement'

describe('a bank statement', () => {
  it('is read as UTF-8, without its mark', () => {
    expect(textOf(new TextEncoder().encode('\uFEFF日期,金额'))).toBe('日期,金额')
  })

  it('is read as GB18030 where it is no UTF-8', () => {
    expect(textOf(Uint8Array.of(0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0x31))).toBe('日期,1')
  })

  it('keeps a reason it does not know', () => {
    expect(reasonOf('SOMETHING_NEW')).toBe('SOMETHING_NEW')
    expect(reasonOf(null)).toBe('')
  })
})
