export interface FileRef {
  name: string
  size: number
  sm3: string
}

export interface Attachment {
  kind: string
  /** id of the uploaded file */
  document: string
  file: FileRef
}

/** 进场登记 as the applicant fills it in; anything may be missing until it is submitted. */
export interface Draft {
  projectName?: string | null
  investmentCode?: string | null
  approval: { kind?: string | null; number?: string | null; authority?: string | null }
  funding: { kind?: string | null; note?: string | null }
  regionCode?: string | null
  tradeClass?: string | null
  tenderer: { creditCode?: string | null; agencyCreditCode?: string | null }
  sectionName?: string | null
  estimate?: string | null
  contact: { name?: string | null; phone?: string | null }
  attachments: Attachment[]
}

export interface Choice {
  value: string
  title: string
}

export const APPROVALS: Choice[] = [
  { value: 'APPROVAL', title: '审批' },
  { value: 'VERIFICATION', title: '核准' },
  { value: 'FILING', title: '备案' },
]

export const FUNDINGS: Choice[] = [
  { value: 'BUDGET', title: '财政预算资金' },
  { value: 'STATE_OWNED', title: '国有企业事业单位资金' },
  { value: 'PRIVATE', title: '社会资金' },
  { value: 'MIXED', title: '多渠道资金' },
]

export const ATTACHMENTS: Choice[] = [
  { value: 'APPROVAL', title: '审批、核准或备案文件' },
  { value: 'FUNDING', title: '资金来源证明' },
  { value: 'TENDER_SCHEME', title: '招标方案核准意见' },
  { value: 'AGENCY_CONTRACT', title: '招标代理委托合同' },
  { value: 'OTHER', title: '其他' },
]

/** 房屋建筑等: classes of construction in the national code. */
export const TRADE_CLASSES: Choice[] = [
  { value: 'A01', title: 'A01 房屋建筑' },
  { value: 'A02', title: 'A02 市政' },
  { value: 'A03', title: 'A03 公路' },
  { value: 'A04', title: 'A04 铁路' },
  { value: 'A05', title: 'A05 民航' },
  { value: 'A06', title: 'A06 水运' },
  { value: 'A07', title: 'A07 水利' },
  { value: 'A08', title: 'A08 能源' },
  { value: 'A09', title: 'A09 邮电通信' },
  { value: 'A99', title: 'A99 其他' },
]

export function emptyDraft(): Draft {
  return { approval: {}, funding: {}, tenderer: {}, contact: {}, attachments: [] }
}

export function titleOf(choices: Choice[], value: string | null | undefined): string {
  return choices.find((one) => one.value === value)?.title ?? value ?? '—'
}

/** Field problems a person can see while typing; the server checks all of them again when it is submitted. */
export function draftProblems(draft: Draft): Record<string, string> {
  const wrong: Record<string, string> = {}
  const shaped = (field: string, value: string | null | undefined, shape: RegExp, words: string) => {
    if (value && !shape.test(value)) wrong[field] = words
  }
  shaped('investmentCode', draft.investmentCode, /^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/, '投资项目统一代码形如 2026-990100-48-01-000001')
  shaped('regionCode', draft.regionCode, /^\d{6}$/, '行政区划代码为 6 位数字')
  shaped('estimate', draft.estimate, /^\d{1,15}(\.\d{1,2})?$/, '以元为单位，最多两位小数，如 18500000.00')
  shaped('contact.phone', draft.contact.phone, /^[0-9+() -]{7,20}$/, '请填写能打通的电话')
  shaped('tenderer.creditCode', draft.tenderer.creditCode, /^[0-9A-Z]{18}$/, '统一社会信用代码为 18 位')
  shaped('tenderer.agencyCreditCode', draft.tenderer.agencyCreditCode, /^[0-9A-Z]{18}$/, '统一社会信用代码为 18 位')
  return wrong
}
