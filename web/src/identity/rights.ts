import { ROLES } from '@/generated/permissions'

/** A grant in words, as the server tells it. */
export interface GrantView {
  id: string
  role: string
  roleTitle: string
  region?: string
  department?: string
  tradeKind?: string
  trade?: string
  from: string
  endsAt?: string
  endedAt?: string
  endedWhy: string
  source: string
  standing: boolean
}

export interface ProposalView {
  id: string
  kind: string
  kindTitle: string
  change: Record<string, unknown>
  about?: string
  wantedBy: string
  wantedAt: string
  decidedBy?: string
  decidedAt?: string
  outcome?: string
  reason: string
}

export interface Paged<T> {
  items: T[]
  total: number
}

/** How far a grant reaches, in words. */
export function reachOf(grant: Pick<GrantView, 'region' | 'department' | 'tradeKind' | 'trade'>): string {
  const parts = [
    grant.region ? `地区 ${grant.region}` : '',
    grant.department ? '限部门' : '',
    grant.tradeKind ? `类别 ${grant.tradeKind}` : '',
    grant.trade ? `交易 ${grant.trade}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '不限' : parts.join('；')
}

/** What a proposal would change, in one line. */
export function detailOf(proposal: Pick<ProposalView, 'change'>): string {
  const wanted = proposal.change.grants ?? (proposal.change.grant === undefined ? [] : [proposal.change.grant])
  const roles = (Array.isArray(wanted) ? wanted : [])
    .filter((one): one is { role: string; region?: string; endsAt?: string } => typeof one === 'object' && one !== null && 'role' in one)
    .map((one) => `${titleOf(one.role)}${one.region ? `（${one.region}）` : ''}${one.endsAt ? `，至 ${one.endsAt.slice(0, 10)}` : ''}`)
  if (typeof proposal.change.authority === 'string') return trustOf(proposal.change)
  if (typeof proposal.change.subject === 'string') return settingOf(proposal.change.values)
  const reason = typeof proposal.change.reason === 'string' ? proposal.change.reason : ''
  return [...roles, reason].filter((part) => part !== '').join('；')
}

/** A change of the trust list in one line. */
function trustOf(change: Record<string, unknown>): string {
  const what = change.enabled === true ? '信任' : '撤销信任'
  return `${what}；${typeof change.basis === 'string' ? change.basis : ''}`
}

/** A setting of another module: its values, one after the other. */
function settingOf(values: unknown): string {
  return Object.values(values ?? {})
    .filter((one) => typeof one === 'string' && one !== '')
    .join('；')
}

function titleOf(role: string): string {
  return (ROLES as Record<string, string>)[role] ?? role
}
