import { describe, expect, it } from 'vitest'
import { ceiling, columns, type RuleView } from './watch'

const RULES: RuleView[] = ['injection', 'scripting'].map((rule) => ({ rule, title: rule, reason: '', refuses: true, count: 0 }))

describe('the plot of attacks', () => {
  it('has a column for every stretch, also where nothing was counted', () => {
    const made = columns({
      from: '2026-11-21T00:10:00Z',
      until: '2026-11-21T02:05:00Z',
      step: 30,
      rules: RULES,
      points: [
        { at: '2026-11-21T00:30:00Z', rule: 'scripting', count: 2 },
        { at: '2026-11-21T00:30:00Z', rule: 'injection', count: 3 },
        { at: '2026-11-21T01:30:00Z', rule: 'injection', count: 1 },
      ],
    })

    expect(made.map((one) => one.total)).toEqual([5, 0, 1, 0])
    expect(made[0]!.parts.map((one) => one.rule)).toEqual(['injection', 'scripting'])
  })

  it('is empty columns when nothing was counted at all', () => {
    const made = columns({ from: '2026-11-21T00:00:00Z', until: '2026-11-21T01:00:00Z', step: 30, rules: RULES, points: [] })

    expect(made).toHaveLength(3)
    expect(made.every((one) => one.total === 0)).toBe(true)
  })

  it('ends its axis at a round number', () => {
    expect([0, 5, 6, 11, 34, 1200].map(ceiling)).toEqual([5, 5, 10, 20, 50, 2000])
  })
})
