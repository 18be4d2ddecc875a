import { describe, expect, it } from 'vitest'
import { changes, refusalOf, standing, type Line } from './notices'

const field = (code: string, over: Partial<Line> = {}): Line => ({ code, name: code, form: 'C..10', must: true, codes: '', said: '', value: '', hidden: false, problems: [], ...over })

describe('a file of notices', () => {
  it('is refused before it is sent when it cannot be one', () => {
    expect(refusalOf('公告.JSONL', 10)).toBe('')
    expect(refusalOf('a.zip', 0)).toContain('空')
    expect(refusalOf('a.exe', 10)).toContain('.jsonl')
    expect(refusalOf('a.json', 17 * 1024 * 1024)).toContain('16 MB')
  })
})

describe('a notice', () => {
  it('says where it stands on its way up', () => {
    expect(standing({ ready: false, dropped: '', sent: '' }).words).toBe('待补')
    expect(standing({ ready: true, dropped: '', sent: 'REFUSED' })).toEqual({ words: '上级退回', tone: 'bad' })
    expect(standing({ ready: false, dropped: '来源网站已删除', sent: '' }).words).toBe('不报送')
  })

  it('sends only what the officer changed, and never what is hidden', () => {
    const fields = [field('A', { value: '1' }), field('B', { value: '2' }), field('C'), field('D', { hidden: true })]
    expect(changes(fields, { A: '1', B: '', C: ' 3 ', D: 'x' })).toEqual({ B: '', C: '3' })
  })
})
