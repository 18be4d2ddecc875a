/** One thing an expert judges. */
export interface Criterion {
  id: string
  title: string
  /** full mark, decimal string; none for a check */
  max?: string
  kind: 'CHECK' | 'OBJECTIVE' | 'SUBJECTIVE' | 'CREDIT'
  /** what the tender documents say about it */
  rule?: string
}

export interface SheetBid {
  id: string
  name: string
  price?: string
}

/** What an expert wrote in one cell: a mark, or for a check whether it passes. */
export interface Mark {
  value: string
  /** of the catalogue of rejections, with FAIL */
  code?: string
  reason?: string
}

/** Why a bid may be rejected. */
export interface Ground {
  code: string
  title: string
  basis: string
}

export type Marks = Record<string, Mark | undefined>

export function cellKey(criterion: string, bid: string): string {
  return `${criterion}|${bid}`
}

/** Why a mark cannot stand, in words; empty when it can. */
export function refusalOf(criterion: Criterion, value: string): string {
  if (value === '') return ''
  if (criterion.kind === 'CHECK') return value === 'PASS' || value === 'FAIL' ? '' : '请选合格或不合格'
  if (!/^\d+(\.\d{1,2})?$/.test(value)) return '请填数字，最多两位小数'
  if (criterion.max !== undefined && hundredths(value) > hundredths(criterion.max)) return `不能超过满分 ${criterion.max}`
  return ''
}

/** Whole hundredths, so that marks are compared exactly. */
function hundredths(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'))
}

/** A failed check must say by which ground and why: both go on the record. */
export function needsReason(criterion: Criterion, mark: Mark | undefined): boolean {
  return criterion.kind === 'CHECK' && mark?.value === 'FAIL' && (!(mark.reason ?? '').trim() || !mark.code)
}

export interface Progress {
  done: number
  all: number
}

/** Whether a cell is filled so that it can stand. */
export function isDone(criterion: Criterion, mark: Mark | undefined): boolean {
  return mark !== undefined && mark.value !== '' && refusalOf(criterion, mark.value) === '' && !needsReason(criterion, mark)
}

/** Whether this member rejects the bid: its other cells need not be filled. */
export function rejects(criteria: Criterion[], bid: SheetBid, marks: Marks): boolean {
  return criteria.some((criterion) => {
    const mark = marks[cellKey(criterion.id, bid.id)]
    return mark?.value === 'FAIL' && isDone(criterion, mark)
  })
}

export function progressOf(criteria: Criterion[], bids: SheetBid[], marks: Marks): Progress {
  let done = 0
  let all = 0
  for (const bid of bids) {
    const filled = criteria.filter((criterion) => isDone(criterion, marks[cellKey(criterion.id, bid.id)])).length
    done += filled
    all += rejects(criteria, bid, marks) ? filled : criteria.length
  }
  return { done, all }
}

/** Sum of the marks of one bid, exact. */
export function totalOf(criteria: Criterion[], bid: SheetBid, marks: Marks): string {
  let sum = 0n
  for (const criterion of criteria) {
    const value = marks[cellKey(criterion.id, bid.id)]?.value ?? ''
    if (criterion.kind !== 'CHECK' && value !== '' && refusalOf(criterion, value) === '') sum += hundredths(value)
  }
  const text = sum.toString().padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)}`
}
