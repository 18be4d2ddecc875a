/** 联署与锚定: what the server tells, and how it is put into words. */
export interface Standing {
  state: 'NOBODY' | 'STANDS' | 'MISSING' | 'CONFLICT'
  needed: number
  registered: number
  size: number
  signed: number
  standing: number
  standingAt?: string
  conflicts: number
}

export interface CosignerView {
  name: string
  organisation: string
  keyLine: string
  address?: string
  registeredAt: string
  retiredAt?: string
  size: number
  behind: number
  signedAt?: string
  answeredAt?: string
  problem: string
}

export interface ConflictView {
  id: number
  kind: 'FORK' | 'UNPROVEN' | 'SHORTER'
  proven: boolean
  size: number
  words: string
  foundAt: string
  answeredAt?: string
  answeredBy?: string
  answer?: string
}

export interface AnchorState {
  configured: boolean
  place: string
  size: number
  waiting: number
  problem: string
}

export interface Anchored {
  size: number
  root: string
  queuedAt: string
  place?: string
  transaction?: string
  block?: number
  writtenAt?: string
}

export const KINDS: Record<ConflictView['kind'], string> = { FORK: '分叉', UNPROVEN: '改写', SHORTER: '缩短' }

/** How the log stands, in one sentence. */
export function standingWords(one: Standing): string {
  const count = `${one.signed}/${one.registered} 家联署，须 ${one.needed} 家`
  if (one.state === 'CONFLICT') return `日志冲突：${one.conflicts} 项发现尚未答复`
  if (one.registered === 0) return '尚未登记联署方，检查点只有本平台自己的签名'
  if (one.signed >= one.needed) return `检查点 ${one.size} 有 ${count}：成立`
  const last = one.standing > 0 ? `；最近成立的是 ${one.standing}` : '；还没有成立过的检查点'
  return `检查点 ${one.size} 有 ${count}：尚未成立${last}`
}

/** What keeps a co-signer, or that nothing does. */
export function stateWords(one: CosignerView): string {
  if (one.retiredAt) return '已停用'
  if (one.problem) return one.problem
  if (one.size === 0) return '尚未联署'
  return one.behind === 0 ? '正常' : `落后 ${one.behind} 条`
}

/** The name in a key line; empty when the line is not one. */
export function nameOf(keyLine: string): string {
  const parts = keyLine.trim().split('+')
  return parts.length >= 3 && /^[0-9a-f]{8}$/.test(parts[1] ?? '') ? (parts[0] ?? '') : ''
}
