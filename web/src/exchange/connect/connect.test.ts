import { describe, expect, it } from 'vitest'
import { faults, grouped, nextStep, type Point, type Sheet } from './connections'

const point = (dataset: string, passed: boolean): Point => ({ dataset, name: '项目', title: '新增', basis: '', passed, evidence: '', missing: passed ? '' : '没有' })

describe('points of a rehearsal', () => {
  it('stand by dataset with what passed, the system as a whole for itself', () => {
    const groups = grouped([point('500', true), point('500', false), point('', false)])

    expect(groups.map((group) => [group.title, group.passed, group.points.length])).toEqual([
      ['500 项目', 1, 2],
      ['系统整体', 0, 1],
    ])
  })
})

describe('an application', () => {
  it('says at each field what is missing', () => {
    expect(Object.keys(faults({ system: 'ab', systemName: '', contactName: '', contactPhone: '', datasets: [] }))).toHaveLength(5)
    expect(faults({ system: '9A01', systemName: '甲', contactName: '乙', contactPhone: '1', datasets: ['500'] })).toEqual({})
  })
})

describe('what comes next', () => {
  const sheet = (state: Sheet['connection']['state'], more: Partial<Sheet> = {}): Sheet =>
    ({ connection: { state, run: 2 }, mine: true, points: [point('500', true)], reports: [], secrets: [], ...more }) as unknown as Sheet
  const report = (run: number, passed: boolean) => ({ reports: [{ run, passed }] }) as unknown as Partial<Sheet>

  it('is said to the owner at every step until live', () => {
    expect(nextStep(sheet('TRIAL', { points: [point('500', false)] }), false)).toContain('测试包')
    expect(nextStep(sheet('TRIAL'), false)).toContain('出具报告')
    expect(nextStep(sheet('TRIAL', report(1, true)), false)).toContain('出具报告')
    expect(nextStep(sheet('TRIAL', report(2, false)), false)).toContain('出具报告')
    expect(nextStep(sheet('TRIAL', report(2, true)), false)).toContain('请告知平台的系统管理员')
    expect(nextStep(sheet('ADMITTED'), false)).toContain('领取正式密钥')
    expect(nextStep(sheet('ADMITTED', { secrets: [{ scope: 'LIVE', stands: true }] } as unknown as Partial<Sheet>), false)).toBe('')
    expect(nextStep(sheet('STOPPED'), false)).toBe('')
  })

  it('is for the administrator the proposal, and nothing before', () => {
    expect(nextStep(sheet('TRIAL', { mine: false }), true)).toBe('')
    expect(nextStep(sheet('TRIAL', { mine: false, ...report(2, true) }), true)).toContain('提议准入')
    expect(nextStep(sheet('ADMITTED', { mine: false }), true)).toBe('')
  })
})
