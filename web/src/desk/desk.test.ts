import { describe, expect, it } from 'vitest'
import { menuFor } from './menu'
import { urgentFirst } from './todo'

const me = (permissions: string[]) => ({ account: 'a', login: 'a', name: '甲', roles: [], permissions })

describe('menu', () => {
  const menu = [
    { title: '交易', items: [{ title: '受理', to: '/accept', needs: ['intake.accept'] }] },
    { title: '', items: [{ title: '下一步', to: '/' }] },
  ]

  it('shows only what the person may do and leaves out empty groups', () => {
    expect(menuFor(me([]), menu).map((group) => group.title)).toEqual([''])
    expect(menuFor(me(['intake.accept']), menu)).toHaveLength(2)
  })
})

describe('todo', () => {
  it('puts the earliest deadline first and what has none last', () => {
    const todos = [
      { id: 'none', title: '', href: '/' },
      { id: 'late', title: '', href: '/', dueAt: '2026-05-02T00:00:00Z' },
      { id: 'soon', title: '', href: '/', dueAt: '2026-05-01T00:00:00Z' },
    ]

    expect(urgentFirst(todos).map((one) => one.id)).toEqual(['soon', 'late', 'none'])
  })
})
