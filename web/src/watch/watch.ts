/** What the page 攻击与告警 reads, and the geometry of its plot. */
export interface RuleView {
  rule: string
  title: string
  reason: string
  refuses: boolean
  count: number
}

export interface Point {
  at: string
  rule: string
  count: number
}

export interface TopView {
  who: string
  title: string
  count: number
  last: string
  rules: string[]
}

export interface Summary {
  from: string
  until: string
  /** minutes between two points */
  step: number
  rules: RuleView[]
  points: Point[]
  addresses: TopView[]
  accounts: TopView[]
  waiting: number
}

export interface Line {
  minute: string
  rule: string
  title: string
  address: string
  login: string
  count: number
  sample: string
}

export interface BarrierView {
  id: string
  target: 'ADDRESS' | 'ACCOUNT'
  title: string
  measure: 'SLOW' | 'SHUT'
  from: string
  until: string
  reason: string
  setBy: string
  confirmedBy?: string
  liftedBy?: string
  liftedWhy?: string
  state: string
  waits: boolean
  open: boolean
}

export interface AlarmView {
  id: number
  at: string
  kind: string
  title: string
  subject: string
  detail: string
  seenBy?: string
  seenAt?: string
}

/** What one check of the public pages found. */
export interface PageCheck {
  at: string
  facts: number
  rows: number
  problems: string[]
}

/** Whether uploads are looked at for malicious code; no version: nothing answers. */
export interface Scanner {
  version: string
  waiting: number
  infected: number
}

/** An export or a public page that was stopped. */
export interface Stopped {
  id: number
  at: string
  who: string
  what: string
  why: string
}

/** One column of the plot: a stretch of time with what was counted in it. */
export interface Column {
  at: number
  total: number
  parts: { rule: string; count: number }[]
}

/** A column for every stretch between from and until, also where nothing happened; rules in the order of the table. */
export function columns(summary: Pick<Summary, 'from' | 'until' | 'step' | 'points' | 'rules'>): Column[] {
  const step = summary.step * 60_000
  const start = Date.parse(summary.points[0]?.at ?? summary.from)
  const first = start - Math.floor((start - Date.parse(summary.from)) / step) * step
  const order = summary.rules.map((one) => one.rule)
  const made: Column[] = []
  for (let at = first; at <= Date.parse(summary.until); at += step) {
    const parts = summary.points
      .filter((point) => Date.parse(point.at) === at)
      .map(({ rule, count }) => ({ rule, count }))
      .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule))
    made.push({ at, total: parts.reduce((sum, one) => sum + one.count, 0), parts })
  }
  return made
}

/** The next round number above the highest column, for the axis. */
export function ceiling(highest: number): number {
  if (highest <= 5) return 5
  const power = 10 ** Math.floor(Math.log10(highest))
  return [1, 2, 5, 10].map((step) => step * power).find((round) => round >= highest) ?? highest
}
