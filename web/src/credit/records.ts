import type { Schema } from '@/api/schema'

export type CreditRecord = Schema<'credit.CreditRecord'>
export type Life = Schema<'credit.ReadingCredit.Life'>
export type Scores = Schema<'credit.CreditController.Scores'>
export type Score = Schema<'credit.Score'>
export type State = CreditRecord['state']
type Tone = 'plain' | 'busy' | 'good' | 'warn' | 'bad'

export const STATES: { value: State; title: string; tone: Tone }[] = [
  { value: 'COLLECTED', title: '已归集，待核实', tone: 'plain' },
  { value: 'VERIFIED', title: '已核实，待公示', tone: 'busy' },
  { value: 'PUBLISHED', title: '公示中', tone: 'warn' },
  { value: 'APPEALED', title: '申诉中', tone: 'busy' },
  { value: 'REPAIR_ASKED', title: '申请修复', tone: 'busy' },
  { value: 'REPAIRED', title: '已修复', tone: 'good' },
  { value: 'WITHDRAWN', title: '已撤销', tone: 'plain' },
]

export const SUBJECTS: { value: CreditRecord['subject']; title: string }[] = [
  { value: 'TENDERER', title: '招标人' },
  { value: 'AGENCY', title: '招标代理机构' },
  { value: 'BIDDER', title: '投标人' },
  { value: 'EXPERT', title: '评标专家' },
]

export const CATEGORIES: { value: CreditRecord['category']; title: string }[] = [
  { value: 'AWARD', title: '奖励' },
  { value: 'PERFORMANCE', title: '履约评价' },
  { value: 'VIOLATION', title: '违法违规' },
  { value: 'PUNISHMENT', title: '行政处罚' },
  { value: 'COLLUSION', title: '串通投标、弄虚作假' },
  { value: 'BLACKLIST', title: '失信惩戒名单' },
  { value: 'SOCIAL', title: '社会信用信息' },
]

const titleIn = <T extends string>(list: { value: T; title: string }[], value: T): string => list.find((one) => one.value === value)?.title ?? value
export const subjectTitle = (value: CreditRecord['subject']): string => titleIn(SUBJECTS, value)
export const categoryTitle = (value: CreditRecord['category']): string => titleIn(CATEGORIES, value)

/** Where a record stands on a day: what is over needs no act, it just no longer counts. */
export function standingOf(record: Pick<CreditRecord, 'state' | 'endsOn'>, today: string): { words: string; tone: Tone } {
  const inForce = record.state === 'PUBLISHED' || record.state === 'APPEALED' || record.state === 'REPAIR_ASKED'
  if (inForce && record.endsOn <= today) return { words: '期满失效', tone: 'plain' }
  const known = STATES.find((one) => one.value === record.state)
  return { words: known?.title ?? record.state, tone: known?.tone ?? 'plain' }
}

/** Whom a record is about, in one line. */
export function whoOf(record: Pick<CreditRecord, 'name' | 'person'>): string {
  return record.person && record.person !== record.name ? `${record.name} · ${record.person}` : record.name
}

/** Why a repair cannot be asked for today; empty when it can. */
export function repairHindrance(record: Pick<CreditRecord, 'repairFrom'>, today: string): string {
  if (!record.repairFrom) return '依法不予修复，期满失效'
  return today < record.repairFrom ? `自 ${record.repairFrom} 起可申请修复` : ''
}
