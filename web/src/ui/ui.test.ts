// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import ErrorState from './ErrorState.vue'
import MoneyText from './MoneyText.vue'
import TradeTimeline from './TradeTimeline.vue'
import ClockChip from './ClockChip.vue'
import { clockState } from './clockState'
import { diffRows } from './diff'
import { asSize, asWan, asYuan } from './money'
import { asMinute, asSecond, asSpan, fromBeijing } from './time'
import { stagesOf, type TimelineFact } from './timeline'

const HOUR = 3_600_000

function fact(id: string, stage: string, position: number | null, at = '2026-03-16T01:30:00Z'): TimelineFact {
  return { id, stage, position, at, act: `事实 ${id}` }
}

describe('money', () => {
  it('is grouped without ever becoming a floating number', () => {
    expect(asYuan('90071992547409931.1')).toBe('90,071,992,547,409,931.10')
    expect(asYuan('-1234.5')).toBe('-1,234.50')
    expect(asYuan('0')).toBe('0.00')
  })

  it('in 万元 keeps every digit', () => {
    expect(asWan('18334233')).toBe('1,833.4233')
    expect(asWan('18507560.00')).toBe('1,850.756')
    expect(asWan('5')).toBe('0.0005')
  })

  it('that is not a decimal is not shown as a figure', () => {
    expect(asYuan('1e9')).toBeUndefined()
    expect(mount(MoneyText, { props: { amount: 'abc' } }).text()).toBe('—')
  })
})

describe('time', () => {
  it('is shown in the zone the law counts in', () => {
    expect(asMinute('2026-03-16T16:05:00Z')).toBe('2026-03-17 00:05')
  })

  it('typed is Beijing time whatever zone the machine has', () => {
    expect(fromBeijing('2026-03-16 09:30:00')).toBe('2026-03-16T01:30:00.000Z')
    expect(asSecond(fromBeijing('2026-12-31 23:59:59'))).toBe('2026-12-31 23:59:59')
  })

  it('left is told by its two largest units', () => {
    expect(asSpan(3 * 24 * HOUR + 4 * HOUR + 59_000)).toBe('3 天 4 小时')
    expect(asSpan(12 * 60_000 + 5_000)).toBe('12 分 05 秒')
  })

  it('sizes are in words', () => {
    expect(asSize(4 * 1024 ** 3)).toBe('4.00 GB')
    expect(asSize(512)).toBe('512 字节')
  })
})

describe('clock', () => {
  it('turns amber at one fifth left and red when over', () => {
    const started = 0
    const due = 100 * HOUR

    expect(clockState(79 * HOUR, due, started)).toBe('calm')
    expect(clockState(80 * HOUR, due, started)).toBe('amber')
    expect(clockState(due, due, started)).toBe('amber')
    expect(clockState(due + 1, due, started)).toBe('red')
  })

  it('says what is due and how long is left, for a reader too', () => {
    const due = new Date(Date.now() + 2 * HOUR + 90_000).toISOString()

    const chip = mount(ClockChip, { props: { what: '投标截止', due, basis: '招标投标法 §24' } })

    expect(chip.find('button').attributes('aria-label')).toContain('投标截止')
    expect(chip.text()).toContain('剩 2 小时 1 分')
  })
})

describe('timeline', () => {
  it('orders by log position and shows a returning stage again', () => {
    const stages = stagesOf([fact('c', '公告', 3), fact('a', '公告', 1), fact('b', '澄清', 2)])

    expect(stages.map((stage) => stage.name)).toEqual(['公告', '澄清', '公告'])
  })

  it('puts a fact without a position last', () => {
    const stages = stagesOf([fact('new', '开标', null, '2020-01-01T00:00:00Z'), fact('old', '开标', 9)])

    expect(stages[0]?.facts.map((one) => one.id)).toEqual(['old', 'new'])
  })

  it('shows the proof mark of each fact and what comes next', () => {
    const rail = mount(TradeTimeline, {
      props: {
        facts: [fact('a', '公告', 12345)],
        next: [{ what: '投标截止', due: '2026-04-16T01:30:00Z', basis: '招标投标法 §24' }],
      },
    })

    expect(rail.text()).toContain('已存证 #12,345')
    expect(rail.text()).toContain('接下来')
    expect(rail.text()).toContain('招标投标法 §24')
  })
})

describe('error state', () => {
  it('shows what, basis, code and the fields', () => {
    const problem = new Problem(422, {
      detail: '投标时间不足',
      code: 'tender.bidding.minDays',
      basis: '招标投标法 §24',
      fields: { deadline: '至少二十日' },
    })

    const text = mount(ErrorState, { props: { problem } }).text()

    for (const words of ['投标时间不足', '依据：招标投标法 §24', 'tender.bidding.minDays', '至少二十日']) {
      expect(text).toContain(words)
    }
  })
})

describe('difference', () => {
  it('marks the very figure that changed, whole', () => {
    const rows = diffRows('工期 180 天\n地点：太原', '工期 210 天\n地点：太原')

    expect(rows[0]?.before?.filter((piece) => piece.kind === 'gone').map((piece) => piece.text)).toEqual(['180'])
    expect(rows[0]?.after?.filter((piece) => piece.kind === 'new').map((piece) => piece.text)).toEqual(['210'])
    expect(rows[1]?.changed).toBe(false)
  })

  it('loses no text on either side', () => {
    const before = '一\n二\n三\n五'
    const after = '一\n二点五\n三\n四\n五\n六'

    const rows = diffRows(before, after)
    const side = (name: 'before' | 'after') =>
      rows.filter((row) => row[name]).map((row) => (row[name] ?? []).map((piece) => piece.text).join(''))

    expect(side('before').join('\n')).toBe(before)
    expect(side('after').join('\n')).toBe(after)
  })

  it('of equal texts is nothing', () => {
    expect(diffRows('甲\n乙', '甲\r\n乙').every((row) => !row.changed)).toBe(true)
  })
})
