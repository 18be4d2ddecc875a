import { onScopeDispose, reactive } from 'vue'
import { get } from '@/api/http'

/** 数据规范: which field of which dataset a field of the form becomes when it is reported to the nation. */
export const SPEC_FIELDS: Record<string, readonly [dataset: string, field: string]> = {
  projectName: ['500', 'PROJECT_NAME'],
  sectionName: ['502', 'BID_SECTION_NAME'],
  investmentCode: ['500', 'INVEST_PROJECT_CODE'],
  regionCode: ['500', 'REGION_CODE'],
  'approval.number': ['500', 'APPROVAL_NUMBER'],
  'approval.authority': ['500', 'APPROVAL_AUTHORITY'],
  'tenderer.creditCode': ['501', 'TENDERER_CODE'],
  'tenderer.agencyCreditCode': ['501', 'TENDER_AGENCY_CODE'],
  'contact.name': ['500', 'CONTACTOR'],
  'contact.phone': ['500', 'CONTACT_INFORMATION'],
}

export const SPEC_VERSION = '2.0'
const PAUSE = 400

interface Answer {
  ok: boolean
  problems: { message: string }[]
}

/**
 * Asks the specification about a field a moment after the last key, so that what the nation would refuse is said where it is typed.
 * An empty field says nothing: what must be there is told when the form is handed in. Without an answer nothing is said either.
 */
export function useSpecFields(ask: typeof get = get, pause = PAUSE) {
  const said = reactive<Record<string, string>>({})
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const asked = new Map<string, AbortController>()

  function stop(field: string): void {
    clearTimeout(waiting.get(field))
    asked.get(field)?.abort()
  }

  async function check(field: string, value: string): Promise<void> {
    const [dataset, code] = SPEC_FIELDS[field]!
    const control = new AbortController()
    asked.set(field, control)
    try {
      const answer = await ask<Answer>(`/api/spec/${SPEC_VERSION}/datasets/${dataset}/fields/${code}/check`, { value }, control.signal)
      if (!control.signal.aborted) said[field] = answer.problems.map((one) => one.message).join('；')
    } catch {
      if (!control.signal.aborted) said[field] = ''
    }
  }

  function typed(field: string, value: string | null | undefined): void {
    if (!(field in SPEC_FIELDS)) return
    stop(field)
    said[field] = ''
    const text = value?.trim() ?? ''
    if (text) waiting.set(field, setTimeout(() => void check(field, text), pause))
  }

  onScopeDispose(() => Object.keys(SPEC_FIELDS).forEach(stop))
  return { said, typed }
}
