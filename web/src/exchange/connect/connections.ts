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
