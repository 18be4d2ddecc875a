import type { Schema } from '@/api/schema'

export type Row = Schema<'exchange.NoticeStore.Row'>
export type Page = Schema<'exchange.NoticeImportController.Page'>
export type Summary = Schema<'exchange.NoticeImportController.Summary'>
export type FileTaken = Schema<'exchange.NoticeImportController.FileTaken'>
export type Beside = Schema<'exchange.MendingNotices.Beside'>
export type Line = Beside['fields'][number]
export type Which = 'held' | 'ready' | 'dropped' | 'all'
type Tone = 'plain' | 'busy' | 'good' | 'warn' | 'bad'

export const WHICH: Record<Which, string> = { held: '待补', ready: '已列入通道', dropped: '不报送', all: '全部' }

/** Larger is refused by the server too. */
export const LARGEST = 16 * 1024 * 1024
export const KINDS = ['.csv', '.jsonl', '.json', '.zip']

/** An example of a table, as Excel and WPS open and save it. */
export const EXAMPLE =
  '\uFEFF记录编号,标题,发布时间,地区,招标人（采购人）,代理机构,金额,项目编号,来源平台,业务类型,信息类型,正文\r\n' +
  'gg-2026-0001,某市某桥梁加固工程施工招标公告,2026-05-06 10:12,浙江省,某市交通投资有限公司,某某招标代理有限公司,1200万元,E3301000001000123,某市公共资源交易中心,工程建设,招标/资审公告,"照原文粘贴，逗号和换行放在双引号里"\r\n'

/** What cannot be a file of notices, before it is sent; empty when it may be one. */
export function refusalOf(name: string, size: number): string {
  if (size === 0) return '文件是空的'
  if (size > LARGEST) return '文件超过 16 MB，请分开导入'
  return KINDS.some((kind) => name.toLowerCase().endsWith(kind)) ? '' : /\.xlsx?$/i.test(name) ? '是 Excel 工作簿：请在 Excel 或 WPS 里“另存为”CSV，再导入那个文件' : `只接受 ${KINDS.join('、')} 文件`
}

/** Where a notice stands, in words. */
export function standing(row: Pick<Row, 'ready' | 'dropped' | 'sent'>): { words: string; tone: Tone } {
  if (row.dropped !== '') return { words: '不报送', tone: 'plain' }
  if (!row.ready) return { words: '待补', tone: 'warn' }
  switch (row.sent) {
    case 'ACCEPTED':
      return { words: '上级已入库', tone: 'good' }
    case 'REFUSED':
      return { words: '上级退回', tone: 'bad' }
    case 'RECEIVED':
      return { words: '上级已收到', tone: 'busy' }
    case 'QUEUED':
      return { words: '在通道里等待', tone: 'busy' }
    default:
      return { words: '检查合格', tone: 'good' }
  }
}

export interface Typed {
  record_id: string
  title: string
  publish_date: string
  region: string
  issuer: string
  agency: string
  budget: string
  project_code: string
  source_platform: string
  business_type: string
  info_type: string
  text: string
}

export const TYPED: Typed = { record_id: '', title: '', publish_date: '', region: '', issuer: '', agency: '', budget: '', project_code: '', source_platform: '', business_type: '工程建设', info_type: '招标/资审公告', text: '' }

/** What the site calls its notices, by trade; the server knows the dataset of each. */
export const INFO: Record<string, string[]> = {
  工程建设: ['招标/资审公告', '招标/资审文件澄清', '开标记录', '交易结果公示'],
  政府采购: ['采购/资审公告', '更正事项', '中标公告', '采购合同'],
  其他: ['成交公示'],
}

/** The heads of a notice with their names, as they are shown beside the record. */
export const HEADS: [keyof Omit<Typed, 'text' | 'title'>, string][] = [
  ['record_id', '来源的记录编号'],
  ['publish_date', '发布时间'],
  ['region', '地区'],
  ['source_platform', '来源平台'],
  ['business_type', '业务类型'],
  ['info_type', '信息类型'],
  ['project_code', '项目编号'],
  ['budget', '金额'],
  ['issuer', '招标人（采购人）'],
  ['agency', '代理机构'],
]

/** What the officer changed: the values that differ from what would go now. */
export function changes(fields: Line[], typed: Record<string, string>): Record<string, string> {
  return Object.fromEntries(fields.filter((one) => !one.hidden && (typed[one.code] ?? '').trim() !== one.value).map((one) => [one.code, (typed[one.code] ?? '').trim()]))
}
