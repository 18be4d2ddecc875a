import { describe, expect, it } from 'vitest'
import { faults, grouped, type Point } from './connections'

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
