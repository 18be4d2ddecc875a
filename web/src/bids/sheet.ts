/** 开标一览表 as it is typed. */
export interface SheetForm {
  price: string
  durationDays: number
  quality: string
  projectLeader: string
  leaderCertificate: string
}

const LARGEST = 4 * 1024 ** 3

/** What is wrong with the bid sheet, at each field; 条例 §51 rejects a price above the ceiling. */
export function sheetProblems(form: SheetForm, ceiling?: string, durationDays?: number): Record<string, string> {
  const wrong: Record<string, string> = {}
  if (!/^(0|[1-9]\d{0,14})(\.\d{1,2})?$/.test(form.price) || cents(form.price) === 0n) {
    wrong.price = '以元为单位，最多两位小数，如 18334233.00'
  } else if (ceiling !== undefined && cents(form.price) > cents(ceiling)) {
    wrong.price = `高于最高投标限价 ${ceiling} 元，将被否决（招标投标法实施条例 §51）`
  }
  if (form.durationDays <= 0) wrong.durationDays = '请填写工期'
  else if (durationDays !== undefined && form.durationDays > durationDays) wrong.durationDays = `超过招标文件要求的 ${durationDays} 日`
  if (form.quality.trim() === '') wrong.quality = '请填写质量'
  if (form.projectLeader.trim() === '') wrong.projectLeader = '请填写项目负责人'
  if (form.leaderCertificate.trim() === '') wrong.leaderCertificate = '请填写证书名称和编号'
  return wrong
}

/** Why a file cannot be added; undefined when it can. */
export function refusalOf(file: File, already: number): string | undefined {
  if (file.size === 0) return '文件是空的'
  return already + file.size > LARGEST ? '合计超过 4 GB' : undefined
}

function cents(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  return BigInt(whole || '0') * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'))
}
