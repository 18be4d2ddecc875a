import type { Draft } from './draft'

export interface Times {
  createdAt: string
  updatedAt: string
  submittedAt?: string
  decidedAt?: string
}

export interface RegistrationLine {
  id: string
  version: number
  state: string
  stateTitle: string
  applicant: string
  projectName?: string
  sectionName?: string
  times: Times
  tradeCode?: string
}

export interface Page<T> {
  items: T[]
  total: number
  page: number
  size: number
}

export interface Registration {
  id: string
  version: number
  state: string
  stateTitle: string
  applicantId: string
  applicant: string
  draft: Draft
  /** what stands against submitting it */
  problems: { field: string; code: string; message: string }[]
  reason?: string
  codes?: { project: string; tenderProject: string; section: string; trade: string }
  times: Times
  /** what this person may do with it now */
  acts: string[]
}

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
