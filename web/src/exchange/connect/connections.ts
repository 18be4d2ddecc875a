/** 系统对接: what the server tells, and how it is put into words. */
import type { Schema } from '@/api/schema'

export type Listing = Schema<'exchange.ConnectionController.Listing'>
export type Line = Schema<'exchange.ConnectionController.Line'>
export type Sheet = Schema<'exchange.ConnectionController.Sheet'>
export type Point = Sheet['points'][number]

export interface DatasetName {
  number: string
  name: string
}

export const STATES: Record<Line['state'], { words: string; tone: 'busy' | 'good' | 'bad' }> = {
  TRIAL: { words: '联调中', tone: 'busy' },
  ADMITTED: { words: '已准入', tone: 'good' },
  STOPPED: { words: '已停用', tone: 'bad' },
}

export const SCOPES = { TRIAL: '联调密钥', LIVE: '正式密钥' } as const

export interface Group {
  dataset: string
  title: string
  points: Point[]
  passed: number
}

/** The points by dataset, in the server's order; what concerns the system as a whole comes last. */
export function grouped(points: Point[]): Group[] {
  const groups = new Map<string, Group>()
  for (const point of points) {
    const group = groups.get(point.dataset) ?? {
      dataset: point.dataset,
      title: point.dataset === '' ? '系统整体' : `${point.dataset} ${point.name}`,
      points: [],
      passed: 0,
    }
    group.points.push(point)
    if (point.passed) group.passed += 1
    groups.set(point.dataset, group)
  }
  return [...groups.values()]
}

/** What comes next, for the one whose system it is and for the administrators; nothing when it is not theirs to act. */
export function nextStep(sheet: Sheet, admits: boolean): string {
  const { state, run } = sheet.connection
  if (state === 'STOPPED') return ''
  if (state === 'ADMITTED') {
    const live = sheet.secrets.some((one) => one.scope === 'LIVE' && one.stands)
    return live || !sheet.mine ? '' : '已准入：在本页“密钥”处领取正式密钥，即可报送实时数据。'
  }
  const newest = sheet.reports[0]
  if (newest?.passed && newest.run === run) {
    return admits
      ? '最新的符合性报告全部符合：核对后提议准入；已经提议的，等安全管理员在“账户与授权的变更”里激活。'
      : '符合性报告全部符合：请告知平台的系统管理员，由他提议、安全管理员激活；准入后在本页领取正式密钥。'
  }
  if (!sheet.mine) return ''
  return sheet.points.every((one) => one.passed)
    ? '各项都已见到：出具报告。'
    : '用联调密钥把测试包逐条送到测试通道，或用自己的记录；怎样签名看包里的 README.txt，还缺什么看下面各项。'
}

/** What is wrong with an application, by field. */
export function faults(form: { system: string; systemName: string; contactName: string; contactPhone: string; datasets: string[] }): Record<string, string> {
  const all: Record<string, string> = {}
  if (!/^[0-9A-Z]{4}$/.test(form.system)) all.system = '4 位数字或大写字母'
  if (form.systemName.trim() === '') all.systemName = '请填写系统名称'
  if (form.contactName.trim() === '') all.contactName = '请填写联系人'
  if (form.contactPhone.trim() === '') all.contactPhone = '请填写电话'
  if (form.datasets.length === 0) all.datasets = '请选择至少一个数据集'
  return all
}
