/** 信息登记与停用: what the server tells, and how it is put into words. */
export type Kind = 'SERVICE_SYSTEM' | 'TRADING_SYSTEM' | 'EXPERT_POOL' | 'AUTHORITY' | 'CONTACT' | 'DUTY'

export interface KindSheet {
  kind: Kind
  title: string
  basis: string
  fields: { name: string; title: string; must: boolean }[]
}

export interface Entry {
  node: string
  id: string
  kind: Kind
  region: string
  name: string
  fields: Record<string, string>
  startsAt?: string
  endsAt?: string
  ended: boolean
  version: number
  changedAt: string
  changedBy: string
}

export interface Outage {
  node: string
  id: string
  region: string
  kind: 'PLANNED' | 'UNPLANNED'
  system: string
  part: 'FRONT_END' | 'SYSTEM' | 'NETWORK'
  what: string
  cause: string
  startsAt: string
  endsAt?: string
  reportedAt: string
  reportedBy: string
  detected: boolean
  report: string
  closing: string
  warnings: string[]
  version: number
}

/** What an outage counts for. */
export const PARTS: Record<Outage['part'], string> = { FRONT_END: '前置系统', SYSTEM: '系统', NETWORK: '网络' }

/** An older or the present version of an entry with what it changed. */
export interface Version {
  version: number
  at: string
  by: string
  ended: boolean
  position: number
  changes: { title: string; before: string; now: string }[]
}

export interface Availability {
  node: string
  system: string
  percent: string
  seconds: number
  planned: number
  unplanned: number
  met: boolean
}

export interface Listing<T> {
  items: T[]
  total: number
}

/** Fields in the order of the form, with their words. */
export function words(entry: Entry, sheet?: KindSheet): string {
  return (sheet?.fields ?? [])
    .filter((field) => entry.fields[field.name])
    .map((field) => `${field.title}：${entry.fields[field.name]}`)
    .join('；')
}

export interface Turns {
  now: Entry[]
  later: Entry[]
}

/** Who is on duty at a moment, and who comes after. */
export function turns(entries: Entry[], at: number): Turns {
  const isNow = (one: Entry) => Date.parse(one.startsAt ?? '') <= at && Date.parse(one.endsAt ?? '') > at
  return { now: entries.filter(isNow), later: entries.filter((one) => !isNow(one)) }
}

export interface EntryForm {
  region: string
  name: string
  fields: Record<string, string>
  startsAt: string
  endsAt: string
}

/** What is wrong with what was typed, by field. */
export function faults(form: EntryForm, sheet?: KindSheet): Record<string, string> {
  const all: Record<string, string> = {}
  if (sheet === undefined) return { kind: '请选择种类' }
  if (!/^\d{6}$/.test(form.region)) all.region = '六位行政区划代码'
  if (form.name.trim() === '') all.name = '请填写'
  for (const field of sheet.fields) if (field.must && !form.fields[field.name]?.trim()) all[field.name] = `请填写${field.title}`
  if (sheet.kind === 'DUTY') {
    if (form.startsAt === '') all.startsAt = '请填写开始'
    if (form.endsAt === '') all.endsAt = '请填写结束'
    else if (form.startsAt !== '' && form.endsAt <= form.startsAt) all.endsAt = '结束应在开始之后'
  }
  return all
}

export function stateOf(one: Outage): { words: string; tone: 'good' | 'busy' | 'warn' | 'bad' } {
  if (one.closing) return { words: '已结案', tone: 'good' }
  if (one.kind === 'PLANNED') return { words: '计划停用', tone: 'busy' }
  if (!one.endsAt) return { words: '正在停用', tone: 'bad' }
  return one.report ? { words: '待结案', tone: 'warn' } : { words: '待故障报告', tone: 'warn' }
}
