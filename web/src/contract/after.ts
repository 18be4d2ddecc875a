import type { Schema } from '@/api/schema'
import { asYuan } from '@/ui/money'

export type Ranked = Schema<'evaluation.Evaluations.Ranked'>

export type Rejected = Schema<'evaluation.Evaluations.Rejected'>

export type Report = Schema<'evaluation.Evaluations.Report'>

export type Objection = Schema<'contract.AwardStore.Objection'>

export type Award = Schema<'contract.AwardStore.Award'>

export type Contract = Schema<'contract.ContractStore.Contract'>

export type Performance = Schema<'contract.ContractStore.Performance'>

/** Everything after the panel's report that this person may see. */
export type Results = Schema<'contract.LookingAtResults.Results'>

/** 条例 §55: the four grounds on which the winner may be another than the first candidate. */
export const GROUNDS = [
  { value: 'declined', title: '排名在前的候选人放弃中标' },
  { value: 'forceMajeure', title: '因不可抗力不能履行合同' },
  { value: 'noPerformanceBond', title: '未按招标文件要求提交履约保证金' },
  { value: 'unlawful', title: '被查实存在影响中标结果的违法行为' },
]

export function groundTitle(value: string): string {
  return GROUNDS.find((one) => one.value === value)?.title ?? value
}

function text(name: string, value: unknown): string {
  const plain = String(value ?? '')
  return name === 'price' ? (asYuan(plain) ?? plain) : plain
}

/** The contract's text in words; an unreadable body gives nothing rather than a guess. */
export function contractLines(body: string): { title: string; text: string }[] {
  let fields: Record<string, unknown>
  try {
    fields = JSON.parse(body) as Record<string, unknown>
  } catch {
    return []
  }
  const titles: [string, string][] = [
    ['number', '合同编号'],
    ['title', '合同名称'],
    ['tenderer', '发包人'],
    ['winner', '承包人'],
    ['winnerCreditCode', '承包人统一社会信用代码'],
    ['price', '合同价（元）'],
    ['durationDays', '工期（日历天）'],
    ['quality', '质量'],
    ['scope', '承包范围'],
    ['other', '其他条款'],
  ]
  return titles
    .map(([name, title]) => ({ title, text: text(name, fields[name]) }))
    .filter((line) => line.text !== '')
}
