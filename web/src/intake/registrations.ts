import type { Schema } from '@/api/schema'
import type { Draft } from './draft'

export type Times = Schema<'intake.Registration.Times'>

export type RegistrationLine = Schema<'intake.IntakeController.Line'>

export interface Page<T> {
  items: T[]
  total: number
  page: number
  size: number
}

export type Registration = Omit<Schema<'intake.IntakeController.View'>, 'draft'> & { draft: Draft }

export const STATES = [
  { value: 'DRAFT', title: '填写中' },
  { value: 'SUBMITTED', title: '待受理' },
  { value: 'RETURNED', title: '已退回' },
  { value: 'ACCEPTED', title: '已受理' },
]

export function toneOf(state: string): 'plain' | 'busy' | 'good' | 'warn' {
  if (state === 'SUBMITTED') return 'busy'
  if (state === 'ACCEPTED') return 'good'
  return state === 'RETURNED' ? 'warn' : 'plain'
}
