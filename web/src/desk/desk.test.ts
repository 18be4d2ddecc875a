import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { MENU, menuFor, type MenuGroup } from './menu'
import { pages } from '@/pages'
import { urgentFirst } from './todo'

const me = (permissions: string[]) => ({ account: 'a', login: 'a', name: '甲', roles: [], mustEnrol: false, permissions })

describe('menu', () => {
  const menu: MenuGroup[] = [
    { title: '交易', items: [{ title: '受理', to: '/accept', needs: ['TRADE_ACCEPT'] }] },
    { title: '', items: [{ title: '下一步', to: '/' }] },
  ]

  it('shows only what the person may do and leaves out empty groups', () => {
    expect(menuFor(me([]), menu).map((group) => group.title)).toEqual([''])
    expect(menuFor(me(['TRADE_ACCEPT']), menu)).toHaveLength(2)
  })
})

describe('todo', () => {
  it('puts the earliest deadline first and what has none last', () => {
    const todos = [
      { id: 'none', title: '', why: '', href: '/' },
      { id: 'late', title: '', why: '', href: '/', dueAt: '2026-05-02T00:00:00Z' },
      { id: 'soon', title: '', why: '', href: '/', dueAt: '2026-05-01T00:00:00Z' },
    ]

    expect(urgentFirst(todos).map((one) => one.id)).toEqual(['soon', 'late', 'none'])
  })
})

describe('permissions', () => {
  const source = readFileSync('../platform/src/main/java/org/mingjian/identity/Permission.java', 'utf8')
  const known = new Set([...source.matchAll(/^ {4}([A-Z_]+)\(\s*"/gm)].map((found) => found[1]))

  it('named by menu and pages are those of the server', () => {
    const named = [
      ...MENU.flatMap((group) => group.items.flatMap((item) => item.needs ?? [])),
      ...pages.flatMap((page) => page.meta?.needs ?? []),
    ]

    expect(known.size).toBeGreaterThan(20)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it('of a menu item let its page open', () => {
    for (const item of MENU.flatMap((group) => group.items)) {
      const page = pages.find((one) => `/${one.path}` === item.to)
      expect(page, item.to).toBeDefined()
      expect(page?.meta?.needs ?? []).toEqual(item.needs ?? [])
    }
  })
})
