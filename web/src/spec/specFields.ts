import { onScopeDispose, reactive, ref, watch } from 'vue'
import { get } from '@/api/http'

export const SPEC_VERSION = '2.0'
const PAUSE = 400

/** 数据规范: which field of which dataset a field of a form becomes when it is reported to the nation. */
interface Asked {
  dataset: string
  field: string
}

interface Answer {
  ok: boolean
  problems: { message: string }[]
}

/**
 * Asks the specification about a field of a form a moment after the last key, so that what the nation would refuse is said where it is
 * typed. An empty field says nothing: what must be there is told when the form is handed in. Without an answer nothing is said either.
 */
export function useSpecFields(form: string, ask: typeof get = get, pause = PAUSE) {
  const said = reactive<Record<string, string>>({})
  const fields = ref<Record<string, Asked>>({})
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const asked = new Map<string, AbortController>()
  let closed = false

  void Promise.resolve(ask<Record<string, Asked>>(`/api/spec/forms/${form}`)).then(
    (known) => {
      fields.value = known
    },
    () => undefined,
  )

  function stop(field: string): void {
    clearTimeout(waiting.get(field))
    asked.get(field)?.abort()
  }

  async function check(field: string, value: string): Promise<void> {
    const { dataset, field: code } = fields.value[field]!
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
    if (closed || !(field in fields.value)) return
    stop(field)
    said[field] = ''
    const text = value?.trim() ?? ''
    if (text) waiting.set(field, setTimeout(() => void check(field, text), pause))
  }

  /** Looks at every known field of what is being typed, each time it changes. */
  function follow(read: () => unknown): void {
    const before = new Map<string, string>()
    watch(
      [() => JSON.stringify(read()), fields],
      () => {
        const now = read()
        for (const field of Object.keys(fields.value)) {
          const value = at(now, field)
          if (value !== (before.get(field) ?? '')) typed(field, value)
          before.set(field, value)
        }
      },
      { immediate: true },
    )
  }

  onScopeDispose(() => {
    closed = true
    for (const field of new Set([...waiting.keys(), ...asked.keys()])) stop(field)
  })
  return { said, typed, follow, fields }
}

/** The text at a path such as notice.tenderer.phone. */
function at(whole: unknown, path: string): string {
  let value: unknown = whole
  for (const name of path.split('.')) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
