import { describe, expect, it } from 'vitest'
import { clockWords, grouped, monthsBack, origins, plotted, ratesOf, rateTone, subjectTitle, type Line } from './quality'

const line = (over: Partial<Line>): Line => ({ source: '', system: '9901', dataset: '500', sent: 10, good: 10, bad: 0, timely: 10, late: 0, pending: 0, early: 0, held: 0, broken: 0, mended: 0, coded: 0, miscoded: 0, ...over })

describe('rates', () => {
  it('are rounded down, so that what misses a goal never looks as if it met it', () => {
    const { passed } = ratesOf({ good: 18999, bad: 1001, timely: 20000, late: 0, broken: 0, mended: 0 })
    expect(passed.percent).toBe('94.99')
    expect(rateTone('passed', passed)).toBe('bad')
  })

  it('leave out what is not due yet', () => {
    expect(ratesOf(line({ sent: 10, timely: 6, late: 2, pending: 2 })).timely).toEqual({ part: 6, whole: 8, percent: '75.00' })
    expect(ratesOf(line({ sent: 3, timely: 0, pending: 3 })).timely.percent).toBe('')
  })

  it('of nothing are nothing, neither good nor bad', () => {
    const { mended } = ratesOf(line({}))
    expect(mended.percent).toBe('')
    expect(rateTone('mended', mended)).toBe('plain')
  })
})

describe('the board', () => {
  it('adds up by source and shows the worst first', () => {
    const rows = grouped([line({ source: 'A' }), line({ source: 'A', dataset: '501', good: 8, bad: 2 }), line({ source: 'B', good: 5, bad: 5 })], 'source')
    expect(rows.map((one) => [one.key, one.good, one.bad])).toEqual([
      ['B', 5, 5],
      ['A', 18, 2],
    ])
  })

  it('plots a point a day, and a gap where nothing was measured', () => {
    const points = plotted([{ day: '2026-11-02', percent: '98.50' }, { day: '2026-11-03', percent: '' }], '2026-11-01', 3)
    expect(points).toEqual([{ day: '2026-11-01' }, { day: '2026-11-02', value: 98.5 }, { day: '2026-11-03' }])
  })
})

describe('where a wrong field was typed', () => {
  it('is the registration for a field of its form, and always the page of the trade', () => {
    expect(origins('500', 'A01-1', ['PROJECT_NAME'], new Set(['500.PROJECT_NAME'])).map((one) => one.to)).toEqual(['/registrations?q=A01-1', '/trades/A01-1'])
    expect(origins('503', 'A01-1', ['NOTICE_NAME']).map((one) => one.to)).toEqual(['/trades/A01-1/notice'])
    expect(origins('500', '', ['PROJECT_NAME'])).toEqual([])
  })
})

it('months go back over the turn of the year', () => {
  expect(monthsBack('2026-02-11', 3)).toEqual(['2026-01', '2025-12', '2025-11'])
})

it('a warning says what it is about', () => {
  expect(subjectTitle('sent:')).toBe('上报 本平台')
  expect(subjectTitle('received:E9901000003')).toBe('来自 E9901000003')
  expect(subjectTitle('node:E9902000001')).toBe('节点 E9902000001')
  expect(subjectTitle('LIVE')).toBe('实时通道')
})

it('a clock is off in one of two directions', () => {
  expect([clockWords(1), clockWords(90), clockWords(-3600)]).toEqual(['一致', '上级快 1 分 30 秒', '上级慢 1 小时 0 分'])
})
