import type { Criterion as TermsCriterion } from '@/tender/terms'
import { cellKey, type Criterion, type Ground, type Mark, type Marks } from './sheet'

/** A member's call: before sign-in no more than time and area. */
export interface Call {
  seat: string
  number: number
  gatherAt: string
  area: string
  state: string
  stateTitle: string
  trade?: string
  title?: string
  tenderer?: string
}

export interface Judgement {
  bid: string
  criterion: string
  value: string
  code?: string | null
  reason?: string | null
}

export interface SheetView {
  step: 'MARKING' | 'SIGNING' | 'REPORTED'
  criteria: TermsCriterion[]
  bids: { id: string; name: string; creditCode: string; price: string; projectLeader?: string }[]
  grounds: Ground[]
  judgements: Judgement[]
  state: { submittedAt?: string; signedAt?: string; dissent?: string }
}

export interface Compared {
  differences: { bid: string; bidder: string; criterion: string; title: string; marks: Record<string, string> }[]
  outliers: { bid: string; bidder: string; criterion: string; title: string; seat: number; mark: string; median: string }[]
  rejections: { bid: string; criterion: string; votes: number; codes: string[]; reasons: string[] }[]
  missing: { seat: number; bid: string; bidder: string; cells: number }[]
}

export interface BidFile {
  name: string
  size: number
  sm3: string
}

/** A question of the panel to a bidder, as its members see it. */
export interface SeatInquiry {
  id: string
  bid: string
  kind: 'CLARIFICATION' | 'LOW_PRICE' | 'CORRECTION'
  question: string
  askedSeat: number
  askedAt: string
  dueAt: string
  answer?: string
}

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

export interface SeatLine {
  number: number
  delegate: boolean
  state: string
  stateTitle: string
  submitted: boolean
  signed: boolean
  name?: string
}

export interface PanelView {
  size: number
  gatherAt: string
  area: string
  vacant: number
  seats: SeatLine[]
  step?: string
  bids: number
}

/** The criteria as the sheet shows them: pass or fail, or marks. */
export function sheetCriteria(criteria: TermsCriterion[]): Criterion[] {
  return criteria.map((one) => ({
    id: one.id,
    title: one.title,
    max: one.full ?? undefined,
    kind: one.kind === 'OBJECTIVE' || one.kind === 'SUBJECTIVE' ? one.kind : 'CHECK',
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
