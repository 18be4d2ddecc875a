import type { Me } from '@/session/session'

export interface MenuItem {
  title: string
  to: string
  /** shown when the person holds one of these permissions; everyone sees an item that names none */
  needs?: string[]
}

export interface MenuGroup {
  title: string
  items: MenuItem[]
}

const MENU: MenuGroup[] = [{ title: '', items: [{ title: '下一步', to: '/' }] }]

/** The menu of one person: groups that would be empty are left out. */
export function menuFor(me: Me | undefined, menu: MenuGroup[] = MENU): MenuGroup[] {
  const held = new Set(me?.permissions ?? [])
  return menu
    .map((group) => ({
      title: group.title,
      items: group.items.filter((item) => item.needs === undefined || item.needs.some((one) => held.has(one))),
    }))
    .filter((group) => group.items.length > 0)
}
