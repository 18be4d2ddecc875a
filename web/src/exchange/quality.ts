import { get } from '@/api/http'
import type { Schema } from '@/api/schema'
import { asSpan } from '@/ui/time'

export type Place = Schema<'exchange.QualityController.Place'>
export type State = Schema<'exchange.WatchingQuality.State'>
export type Lane = Schema<'exchange.QualityStore.LaneState'>
export type Board = Schema<'exchange.WatchingQuality.Board'>
export type Line = Schema<'exchange.BoardStore.Line'>
export type Day = Schema<'exchange.BoardStore.Day'>
export type Rate = Schema<'exchange.Rates.Rate'>
export type Availability = Schema<'exchange.CountingAvailability.Sheet'>
export type Refused = Schema<'exchange.RefusalController.Row'>
export type Whole = Schema<'exchange.LookingAtRefusals.Whole'>
export type Book = 'real' | 'test'
export type Side = 'sent' | 'received'

export const BOOKS = { real: '真实数据', test: '测试数据' } as const
export const SIDES = { sent: '上报', received: '接收' } as const
export const LANES: Record<string, string> = { LIVE: '实时', HISTORY: '历史', TEST: '测试' }
export const WHAT: Record<string, string> = { MISSING: '上级没有', EXTRA: '上级多出', DIFFERENT: '内容不同' }

export interface Desk {
  place: Place
  sandbox: boolean
  /** `dataset.field` of what is typed in the registration */
  registered: Set<string>
}

type Forms = Record<string, { dataset: string; field: string }>

/** Where the desk stands, and whether its data are tests. */
export async function openDesk(signal: AbortSignal): Promise<Desk> {
  const [place, platform, form] = await Promise.all([
    get<Place>('/api/exchange/place', undefined, signal),
    get<{ sandbox: boolean }>('/api/platform', undefined, signal),
    get<Forms>('/api/spec/forms/registration', undefined, signal),
  ])
  return { place, sandbox: platform.sandbox, registered: new Set(Object.values(form).map((one) => `${one.dataset}.${one.field}`)) }
}

/** Name and code of where a record came from; empty means this platform. */
export function sourceTitle(place: Place | undefined, code: string): string {
  if (code === '') return '本平台'
  const known = place?.sources.find((one) => one.code === code)
  return known ? `${known.name} ${code}` : code
}

export interface Goal {
  title: string
  goal: number
  basis: string
  part: string
  whole: string
}

/** The goals of 运行管理办法, with what each rate is made of. */
export const GOALS = {
  passed: { title: '合格率', goal: 95, basis: '运行管理办法 §8', part: '校验通过', whole: '已有校验结果' },
  timely: { title: '及时率', goal: 95, basis: '运行管理办法 §9', part: '按时报送', whole: '已到期应报' },
  mended: { title: '修复率', goal: 90, basis: '运行管理办法 §11', part: '更正后入库的主键', whole: '被退回过的主键' },
  coded: { title: '赋码率', goal: 100, basis: '运行管理办法 §7', part: '交易标识码合格', whole: '已校验、应带交易标识码' },
  reached: { title: '可用率', goal: 98, basis: '运行管理办法 §13', part: '连得上的分钟', whole: '有往来的分钟' },
} as const satisfies Record<string, Goal>

export type RateName = keyof typeof GOALS

export function rateTone(name: RateName, rate: Rate): 'plain' | 'good' | 'bad' {
  return rate.percent === '' ? 'plain' : Number(rate.percent) >= GOALS[name].goal ? 'good' : 'bad'
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : (Math.floor((part * 10000) / whole) / 100).toFixed(2)
}

/** Rates of one line or one day, from its counts; what is not due yet is on no side of 及时率. Rounded down, as the server does: what misses a goal never looks as if it met it. */
export function ratesOf(counts: Pick<Line, 'good' | 'bad' | 'timely' | 'late' | 'broken' | 'mended'>): Record<'passed' | 'timely' | 'mended', Rate> {
  const rate = (part: number, whole: number): Rate => ({ part, whole, percent: percent(part, whole) })
  return {
    passed: rate(counts.good, counts.good + counts.bad),
    timely: rate(counts.timely, counts.timely + counts.late),
    mended: rate(counts.mended, counts.broken),
  }
}

/** What stands on no side of 及时率, in words; empty when there is none. */
export function asideWords(rates: { pending: number; early: number }): string {
  const count = (n: number) => n.toLocaleString('zh-CN')
  return [rates.pending > 0 ? `尚未到期 ${count(rates.pending)} 条` : '', rates.early > 0 ? `报送义务起算以前的历史数据 ${count(rates.early)} 条` : ''].filter((one) => one !== '').join('，')
}

export type Group = 'source' | 'system' | 'dataset'

type Counts = Omit<Line, 'source' | 'system' | 'dataset'>

/** Lines added up by source, by system or by dataset; the worst 合格率 first, then the largest. */
export function grouped(lines: Line[], by: Group): (Counts & { key: string })[] {
  const sums = new Map<string, Counts & { key: string }>()
  for (const line of lines) {
    const key = line[by]
    const sum = sums.get(key) ?? { key, sent: 0, good: 0, bad: 0, timely: 0, late: 0, pending: 0, early: 0, held: 0, broken: 0, mended: 0, coded: 0, miscoded: 0 }
    for (const part of ['sent', 'good', 'bad', 'timely', 'late', 'pending', 'early', 'held', 'broken', 'mended', 'coded', 'miscoded'] as const) sum[part] += line[part]
    sums.set(key, sum)
  }
  const share = (one: Counts) => (one.good + one.bad === 0 ? 2 : one.good / (one.good + one.bad))
  return [...sums.values()].sort((a, b) => share(a) - share(b) || b.sent - a.sent)
}

/** One point a day, also for days without records: those have no rate and break the line. */
export function plotted(days: { day: string; percent: string }[], from: string, count: number): { day: string; value?: number }[] {
  const known = new Map(days.map((one) => [one.day, one.percent]))
  const start = Date.parse(`${from}T00:00:00Z`)
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(start + index * 86_400_000).toISOString().slice(0, 10)
    const text = known.get(day)
    return text === undefined || text === '' ? { day } : { day, value: Number(text) }
  })
}

const TABS: Record<string, string> = {
  '500': '',
  '501': '',
  '502': '',
  '503': '/notice',
  '504': '/notice',
  '505': '/questions',
  '506': '/notice',
  '507': '/opening',
  '508': '/opening',
  '509': '/opening',
  '510': '/evaluation',
  '511': '/result',
  '512': '/result',
  '513': '/result',
  '514': '/result',
}

export interface Origin {
  title: string
  to: string
}

/** Where a wrong field was typed: its page of the trade, and the registration when the field stands there. */
export function origins(dataset: string, trade: string, fields: string[], registered: Set<string> = new Set()): Origin[] {
  if (trade === '') return []
  const code = encodeURIComponent(trade)
  const typed = fields.some((field) => registered.has(`${dataset}.${field}`))
  const page: Origin = { title: '交易页面', to: `/trades/${code}${TABS[dataset] ?? ''}` }
  return typed ? [{ title: '进场登记', to: `/registrations?q=${code}` }, page] : [page]
}

/** The page of the specification that explains a field; opens at the field. */
export function specPage(dataset: string, field: string): string {
  return `/spec/${dataset}#${field}`
}

/** Levels in colour, shape and word. */
export const LEVELS: Record<string, { mark: string; word: string }> = {
  RED: { mark: '◆', word: '红' },
  ORANGE: { mark: '▲', word: '橙' },
  YELLOW: { mark: '●', word: '黄' },
  BLUE: { mark: '○', word: '蓝' },
}

/** What a warning is about, in words. */
export function subjectTitle(subject: string): string {
  const [side, source] = subject.split(':')
  if (side === 'sent') return source ? `上报 ${source}` : '上报 本平台'
  if (side === 'received') return `来自 ${source}`
  if (side === 'node') return `节点 ${source}`
  return LANES[subject] ? `${LANES[subject]}通道` : ''
}

/** The months before the one of a day, newest first. */
export function monthsBack(day: string, count: number): string[] {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + month - back - 1
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

/** How far the upper node's clock is off, when that is worth a word. */
export function clockWords(seconds: number): string {
  return Math.abs(seconds) < 2 ? '一致' : `上级${seconds > 0 ? '快' : '慢'} ${asSpan(seconds * 1000)}`
}

interface ActWords {
  title: string
  label: string
  hint: string
  done: string
}

/** Steps of an order to mend in words; the server says which of them are possible. */
export const ACTS: Record<Schema<'exchange.OrderController.Shown'>['acts'][number], ActWords> = {
  SENT: { title: '发出', label: '整改要求', hint: '发出后来源所在地的数据管理员会看到，期限从今天起算。', done: '已发出' },
  DROPPED: { title: '不发出', label: '理由', hint: '', done: '已记录' },
  ANSWERED: { title: '提交整改情况', label: '整改情况', hint: '写明原因、已改正的内容和防止再发生的措施。', done: '已提交' },
  RETURNED: { title: '退回继续整改', label: '理由', hint: '', done: '已退回' },
  MISSED: { title: '逾期未改', label: '', hint: '', done: '' },
  CENSURED: { title: '通报', label: '通报理由', hint: '通报后会在门户公开：来源、测得的数字、条款。理由和经办人一起存证。', done: '已通报' },
  CLOSED: { title: '核实改正，办结', label: '核实情况', hint: '', done: '已办结' },
}

export function orderTone(state: string): 'plain' | 'busy' | 'good' | 'warn' | 'bad' {
  if (state === 'OVERDUE' || state === 'CENSURED') return 'bad'
  if (state === 'CLOSED') return 'good'
  if (state === 'ORDERED') return 'busy'
  return state === 'ANSWERED' || state === 'DRAFTED' ? 'warn' : 'plain'
}
