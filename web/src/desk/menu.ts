import type { Permission } from '@/generated/permissions'
import type { Me } from '@/session/session'

export interface MenuItem {
  title: string
  to: string
  /** shown when the person holds one of these permissions; everyone sees an item that names none */
  needs?: Permission[]
}

export interface MenuGroup {
  title: string
  items: MenuItem[]
}

export const MENU: MenuGroup[] = [
  { title: '', items: [{ title: '下一步', to: '/' }] },
  {
    title: '交易',
    items: [
      { title: '招标计划', to: '/plans', needs: ['TRADE_READ'] },
      { title: '进场登记', to: '/registrations', needs: ['REGISTRATION_READ'] },
      { title: '交易', to: '/trades', needs: ['TRADE_READ'] },
      { title: '评标席位', to: '/seats', needs: ['EVALUATION_SEAT'] },
      { title: '专家库', to: '/experts', needs: ['EXPERT_POOL'] },
      { title: '到账核对', to: '/statement', needs: ['DEPOSIT_KEEP'] },
    ],
  },
  {
    title: '主体与信用',
    items: [
      { title: '市场主体', to: '/subjects', needs: ['PARTY_READ'] },
      { title: '本单位登记', to: '/own-registration', needs: ['PARTY_KEEP'] },
      { title: '信用', to: '/credit', needs: ['CREDIT_READ'] },
    ],
  },
  {
    title: '数据',
    items: [
      { title: '数据质量', to: '/data', needs: ['EXCHANGE_READ'] },
      { title: '系统对接', to: '/connections', needs: ['CONNECTION_READ'] },
      { title: '信息登记', to: '/registry', needs: ['REGISTRY_READ'] },
      { title: '停用与故障', to: '/outages', needs: ['REGISTRY_READ'] },
    ],
  },
  {
    title: '管理',
    items: [
      { title: '组织', to: '/organisations', needs: ['ACCOUNT_KEEP', 'GRANT_KEEP', 'AUDIT_READ', 'SUPERVISE'] },
      { title: '账户', to: '/accounts', needs: ['RIGHTS_READ'] },
      { title: '账户与授权的变更', to: '/proposals', needs: ['RIGHTS_READ'] },
      { title: '信任的证书机构', to: '/trust', needs: ['TRUST_READ'] },
      { title: '谁能做什么', to: '/who-can', needs: ['RIGHTS_REVIEW'] },
      { title: '攻击与告警', to: '/watch', needs: ['WATCH_READ'] },
      { title: '开启演练', to: '/drills', needs: ['SYSTEM_OPERATE'] },
      { title: '联署与锚定', to: '/cosigners', needs: ['COSIGNER_READ'] },
      { title: '审计', to: '/audit', needs: ['AUDIT_READ'] },
    ],
  },
  { title: '本人', items: [{ title: '我的证书', to: '/certificate', needs: ['SELF'] }, { title: '登录与安全', to: '/security', needs: ['SELF'] }] },
]

/** The menu of one person: groups that would be empty are left out. */
export function menuFor(me: Me | undefined, menu: MenuGroup[] = MENU): MenuGroup[] {
  const held = new Set<string>(me?.permissions ?? [])
  return menu
    .map((group) => ({
      title: group.title,
      items: group.items.filter((item) => item.needs === undefined || item.needs.some((one) => held.has(one))),
    }))
    .filter((group) => group.items.length > 0)
}
