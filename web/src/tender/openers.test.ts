import { describe, expect, it } from 'vitest'
import { readSet, setProblem, setText, sizeOf } from './coefficient'
import { openersInWords, openersProblem, toggled, usualOpeners, type Candidate } from './openers'

const candidates: Candidate[] = [
  { kind: 'tenderer', serial: '01', name: '赵明', organisation: '城投' },
  { kind: 'tenderer', serial: '02', name: '钱慧', organisation: '代理' },
  { kind: 'supervisor', serial: '03', name: '孙强', organisation: '发改' },
  { kind: 'witness', serial: '04', name: '李见', organisation: '中心' },
  { kind: 'platform', serial: '', name: '交易平台', organisation: '交易平台' },
]

describe('openers', () => {
  it('are by default tenderer, platform, supervisor and witness, three of four', () => {
    const usual = usualOpeners(candidates)

    expect(usual.members.map((one) => one.kind)).toEqual(['tenderer', 'platform', 'supervisor', 'witness'])
    expect(usual.threshold).toBe(3)
    expect(openersProblem(usual)).toBe('')
    expect(openersInWords(usual)).toBe('招标人 赵明、交易平台、行政监督 孙强、见证 李见；4 份中 3 份可开启')
  })

  it('keep their order when one comes, and the usual threshold follows', () => {
    const five = toggled(usualOpeners(candidates), candidates[1]!)

    expect(five.members.map((one) => one.kind)).toEqual(['tenderer', 'tenderer', 'platform', 'supervisor', 'witness'])
    expect(five.threshold).toBe(4)
    expect(toggled(five, candidates[1]!).threshold).toBe(3)
  })

  it('never let one organisation open alone', () => {
    const openers = { threshold: 2, remedyMinutes: 30, members: [candidates[0]!, { ...candidates[1]!, organisation: '城投' }, candidates[2]!] }

    expect(openersProblem(openers)).toContain('一个单位')
    expect(openersProblem({ ...openers, members: [candidates[0]!] })).toContain('至少')
  })
})

describe('a coefficient left to the draw', () => {
  it('is a list or a range, as people write it', () => {
    expect(readSet('0.95、0.96，0.97')).toEqual({ draw: ['0.95', '0.96', '0.97'] })
    expect(readSet('0.95～0.98，步长 0.01')).toEqual({ draw: { from: '0.95', to: '0.98', step: '0.01' } })
    expect(readSet('0.95~0.98/0.01')).toEqual({ draw: { from: '0.95', to: '0.98', step: '0.01' } })
    expect(setText(readSet('0.95 0.96'))).toBe('0.95、0.96')
  })

  it('counts its candidates without binary fractions', () => {
    expect(sizeOf(readSet('0.9～1.0，步长 0.01'))).toBe(11)
    expect(sizeOf(readSet('0.95、0.950'))).toBe(1)
    expect(sizeOf(readSet('0.95、x'))).toBeUndefined()
  })

  it('says what is wrong before the server is asked', () => {
    expect(setProblem(readSet('0.95'))).toContain('2 至 1000')
    expect(setProblem(readSet('abc、0.9'))).toContain('写成')
    expect(setProblem(readSet('0.95、0.96'))).toBe('')
  })
})
