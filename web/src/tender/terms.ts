export type CriterionKind = 'QUALIFICATION' | 'RESPONSE' | 'OBJECTIVE' | 'SUBJECTIVE' | 'CREDIT'

export interface Criterion {
  id: string
  title: string
  kind: CriterionKind
  full?: string | null
  text: string
}

export interface PriceScoring {
  method: string
  full: string
  parameters: Record<string, unknown>
}

/** 开启人: who can open a bid together when its bidder's key fails. */
export interface Openers {
  threshold: number
  remedyMinutes: number
  members: { kind: string; serial: string; name?: string | null; organisation?: string | null; publicKey?: string | null }[]
}

/** 招标文件的结构化条款, as the server keeps them. */
export interface Terms {
  ceilingPrice: string
  deposit: string
  documentsFrom: string
  documentsTo: string
  bidDeadline: string
  validityDays: number
  decryptMinutes: number
  remedy: boolean
  method: 'EM-1' | 'EM-2' | string
  price?: PriceScoring | null
  criteria: Criterion[]
  candidates: number
  scope: string
  qualification: string
  durationDays: number
  quality: string
  place: string
  openers?: Openers | null
  /** 依法必须招标; nothing said: it is */
  mandatory?: { byLaw: boolean; basis: string } | null
}

export const CRITERION_KINDS: { kind: CriterionKind; title: string; scored: boolean }[] = [
  { kind: 'QUALIFICATION', title: '资格评审', scored: false },
  { kind: 'RESPONSE', title: '形式与响应性评审', scored: false },
  { kind: 'OBJECTIVE', title: '客观分', scored: true },
  { kind: 'SUBJECTIVE', title: '主观分', scored: true },
  { kind: 'CREDIT', title: '信用分', scored: true },
]

/** One number that a price method needs; a missing one is an error, never a default. */
export interface Parameter {
  name: string
  title: string
  whole?: boolean
  hint?: string
}

const DEDUCTION: Parameter[] = [
  { name: 'deductAbove', title: '高于基准价每 1% 扣分' },
  { name: 'deductBelow', title: '低于基准价每 1% 扣分' },
  { name: 'floor', title: '价格分最低得分' },
]

export const PRICE_METHODS: { method: string; title: string; parameters: Parameter[] }[] = [
  { method: 'PF-1', title: '最低价为基准，按比例得分', parameters: [] },
  { method: 'PF-2', title: '平均价下浮', parameters: [{ name: 'k', title: '下浮率 k', hint: '如 0.03' }, ...DEDUCTION] },
  {
    method: 'PF-3',
    title: '去高去低平均价乘系数',
    parameters: [
      { name: 'trimFrom', title: '满多少家起去高去低', whole: true },
      { name: 'trimHigh', title: '去掉最高几家', whole: true },
      { name: 'trimLow', title: '去掉最低几家', whole: true },
      { name: 'k', title: '系数 k', hint: '如 0.97' },
      ...DEDUCTION,
    ],
  },
  { method: 'PF-4', title: '平均价与最高限价加权', parameters: [{ name: 'alpha', title: '平均价权重 α' }, ...DEDUCTION] },
  {
    method: 'PF-5',
    title: '双系数',
    parameters: [
      { name: 'q1', title: '平均价权重 q1' },
      { name: 'k1', title: '平均价系数 k1' },
      { name: 'k2', title: '最高限价系数 k2' },
      ...DEDUCTION,
    ],
  },
  { method: 'PF-6', title: '三段合成（含抽取）', parameters: [{ name: 'delta', title: '最高限价下浮率 δ' }, { name: 'k', title: '系数 k' }, ...DEDUCTION] },
  { method: 'PF-7', title: '随机抽取平均', parameters: [{ name: 'w', title: '最高限价权重 w' }, ...DEDUCTION] },
  { method: 'PF-8', title: '预算中值', parameters: [{ name: 'budget', title: '预算金额（元）' }] },
  { method: 'PF-9', title: '逐步剔除', parameters: [{ name: 'mu', title: '系数 μ' }, ...DEDUCTION] },
  { method: 'PF-10', title: '区间剔除', parameters: [...DEDUCTION] },
]

/** Full marks in hundredths of the scored criteria and the price together; must be a hundred. */
export function fullMarks(terms: Terms): number {
  const marks = terms.criteria.map((one) => one.full ?? '').concat(terms.price?.full ?? '')
  return marks.reduce((sum, mark) => sum + (/^\d+(\.\d{1,2})?$/.test(mark) ? Math.round(Number(mark) * 100) : 0), 0)
}

/** Things that are plainly wrong before the server is asked; the server judges again and knows more. */
export function termProblems(terms: Terms): Record<string, string> {
  const wrong: Record<string, string> = {}
  const money = /^\d{1,15}(\.\d{1,2})?$/
  if (!money.test(terms.ceilingPrice)) wrong.ceilingPrice = '以元为单位，最多两位小数'
  if (!money.test(terms.deposit)) wrong.deposit = '以元为单位，最多两位小数；不要求保证金填 0'
  for (const field of ['documentsFrom', 'documentsTo', 'bidDeadline'] as const) {
    if (!terms[field]) wrong[field] = '请选择时间'
  }
  if (terms.documentsFrom && terms.documentsTo) {
    const days = (Date.parse(terms.documentsTo) - Date.parse(terms.documentsFrom)) / 86_400_000
    if (days < 5) wrong.documentsTo = '招标文件发售期不得少于 5 日（招标投标法实施条例 §16）'
  }
  if (terms.documentsFrom && terms.bidDeadline) {
    const days = (Date.parse(terms.bidDeadline) - Date.parse(terms.documentsFrom)) / 86_400_000
    if (days < 20) wrong.bidDeadline = '自招标文件开始发出之日起至投标截止不得少于 20 日（招标投标法 §24）'
  }
  if (terms.mandatory && !terms.mandatory.byLaw && terms.mandatory.basis.trim() === '') {
    wrong['mandatory.basis'] = '请写明为什么不属于依法必须招标（必须招标的工程项目规定）'
  }
  if (terms.method === 'EM-2' && fullMarks(terms) !== 10_000) {
    wrong.criteria = `各项满分合计应为 100 分，现为 ${fullMarks(terms) / 100} 分`
  }
  return wrong
}

export function emptyTerms(): Terms {
  return {
    ceilingPrice: '',
    deposit: '0',
    documentsFrom: '',
    documentsTo: '',
    bidDeadline: '',
    validityDays: 90,
    decryptMinutes: 30,
    remedy: false,
    method: 'EM-2',
    price: { method: 'PF-2', full: '60', parameters: { scoreScale: 2 } },
    criteria: [],
    candidates: 3,
    scope: '',
    qualification: '',
    durationDays: 180,
    quality: '合格',
    place: '',
  }
}
