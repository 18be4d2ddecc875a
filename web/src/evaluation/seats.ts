import type { Schema } from '@/api/schema'
import type { Criterion as TermsCriterion } from '@/tender/terms'
import { cellKey, type Criterion, type Mark, type Marks } from './sheet'

/** A member's call: before sign-in no more than time and area. */
export type Call = Schema<'evaluation.ReadingEvaluations.Call'>

export type Judgement = Omit<Schema<'evaluation.Judgement'>, 'code' | 'reason'> & { code?: string | null; reason?: string | null }

export type SheetView = Schema<'evaluation.Marking.SheetView'>

export type Compared = Schema<'evaluation.ReadingEvaluations.Compared'>

export type BidFile = Schema<'evaluation.ReadingBidFiles.FileLine'>

/** A question of the panel to a bidder, as its members see it. */
export type SeatInquiry = Schema<'evaluation.Inquiry'>

const VIEWABLE: Record<string, string> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' }

/** The media type of a file that a browser shows safely by itself; nothing that could run. */
export function viewKind(name: string): string | undefined {
  return VIEWABLE[name.slice(name.lastIndexOf('.') + 1).toLowerCase()]
}

export interface ReportView {
  digest: string
  report: {
    candidates?: { bid: string; name: string; price: string; score?: string; evaluated?: string; rank?: number }[]
    rejected?: { bid: string; name: string; reasons: { title: string; basis: string; words: string }[] }[]
    scores?: { bid: string; name: string; price: string; score?: string; evaluated?: string; rank?: number }[]
    base?: string
    methodTitle?: string
    [more: string]: unknown
  }
}

export type SeatLine = Schema<'evaluation.ReadingEvaluations.SeatLine'>

export type PanelView = Schema<'evaluation.ReadingEvaluations.PanelView'>

/** The criteria as the sheet shows them: pass or fail, or marks. */
export function sheetCriteria(criteria: TermsCriterion[]): Criterion[] {
  return criteria.map((one) => ({
    id: one.id,
    title: one.title,
    max: one.full ?? undefined,
    kind: one.kind === 'OBJECTIVE' || one.kind === 'SUBJECTIVE' || one.kind === 'CREDIT' ? one.kind : 'CHECK',
    rule: one.text,
  }))
}

export function marksOf(judgements: Judgement[]): Marks {
  const marks: Marks = {}
  for (const one of judgements) {
    const mark: Mark = { value: one.value }
    if (one.code) mark.code = one.code
    if (one.reason) mark.reason = one.reason
    marks[cellKey(one.criterion, one.bid)] = mark
  }
  return marks
}

export const seatTone = (state: string): 'plain' | 'busy' | 'good' | 'warn' =>
  state === 'SEATED' ? 'good' : state === 'CALLED' ? 'warn' : state === 'ACCEPTED' || state === 'SIGNED_IN' ? 'busy' : 'plain'
