import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { get, put } from '@/api/http'
import { asProblem, type Problem } from '@/api/problem'
import { asMinute } from '@/ui/time'

interface Saved<T> {
  content?: T | null
  version: number
  savedBy?: string | null
  savedAt?: string | null
}

export interface Draft {
  /** loading: nothing is known yet; conflict: somebody else saved meanwhile */
  state: Ref<'loading' | 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'>
  words: ComputedRef<string>
  problem: Ref<Problem | undefined>
  /** turns true when the form holds what was kept */
  ready: Ref<boolean>
  /** reads what is kept on the platform, over what is in the form */
  load: () => Promise<void>
  /** saves the form over what somebody else saved */
  overwrite: () => Promise<void>
  /** after publication nothing is kept any more */
  drop: () => void
}

/**
 * Keeps a form on the platform while it is typed. What the platform has not taken stays in this browser and is sent at
 * the next chance, so that neither a lost machine nor a lost line loses anything.
 */
export function useDraft<T extends object>(path: string, place: string, form: T): Draft {
  const state = ref<Draft['state']['value']>('loading')
  const problem = ref<Problem>()
  const ready = ref(false)
  const saved = ref<{ by: string; at: string }>()
  let version = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = ''
  let dropped = false

  function take(content: Partial<T>): void {
    Object.assign(form, JSON.parse(JSON.stringify(content)))
    last = JSON.stringify(form)
  }

  function noted(answer: Saved<T>): void {
    version = answer.version
    saved.value = answer.savedAt ? { by: answer.savedBy ?? '', at: answer.savedAt } : undefined
  }

  /** What this browser has beyond the version that the platform held then. */
  function kept(): { version: number; content: T } | undefined {
    try {
      const own = JSON.parse(localStorage.getItem(place) ?? 'null') as { version?: number; content?: T } | null
      return own?.content && typeof own.version === 'number' ? { version: own.version, content: own.content } : undefined
    } catch {
      return undefined
    }
  }

  async function read(whole: boolean): Promise<void> {
    problem.value = undefined
    try {
      const answer = await get<Saved<T>>(path)
      noted(answer)
      const own = whole ? undefined : kept()
      if (own !== undefined && own.version === answer.version) {
        if (answer.content) take(answer.content)
        Object.assign(form, own.content)
        state.value = 'waiting'
        schedule(0)
      } else {
        if (answer.content) take(answer.content)
        else last = JSON.stringify(form)
        localStorage.removeItem(place)
        state.value = 'saved'
      }
      ready.value = true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      state.value = 'failed'
    }
  }

  async function save(): Promise<void> {
    clearTimeout(timer)
    const text = JSON.stringify(form)
    if (dropped || text === last || state.value === 'saving' || state.value === 'conflict') return
    state.value = 'saving'
    try {
      noted(await put<Saved<T>>(path, { content: JSON.parse(text) as T, version }))
      last = text
      problem.value = undefined
      if (JSON.stringify(form) === text) {
        localStorage.removeItem(place)
        state.value = 'saved'
      } else {
        state.value = 'waiting'
        schedule(1200)
      }
    } catch (thrown) {
      problem.value = asProblem(thrown)
      const conflict = problem.value.code === 'STALE_VERSION'
      state.value = conflict ? 'conflict' : 'failed'
      if (!conflict) schedule(10_000)
    }
  }

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), wait)
  }

  watch(
    form,
    () => {
      if (!ready.value || dropped || JSON.stringify(form) === last) return
      localStorage.setItem(place, JSON.stringify({ version, content: form }))
      if (state.value === 'conflict') return
      if (state.value !== 'saving') state.value = 'waiting'
      schedule(1200)
    },
    { deep: true },
  )
  onScopeDispose(() => void save())
  void read(false)

  return {
    state,
    problem,
    ready,
    words: computed(() => {
      if (state.value === 'loading') return '正在读取草稿…'
      if (state.value === 'saving') return '正在保存…'
      if (state.value === 'waiting') return '有修改待保存'
      if (state.value === 'failed') return '没有保存到平台，内容保留在本浏览器'
      if (state.value === 'conflict') return '他人已保存了新的内容'
      return saved.value ? `已保存到平台　${saved.value.by} ${asMinute(saved.value.at).slice(5)}` : '填写后自动保存到平台'
    }),
    load: () => read(true),
    overwrite: async () => {
      const mine = JSON.parse(JSON.stringify(form)) as T
      noted(await get<Saved<T>>(path))
      Object.assign(form, mine)
      state.value = 'waiting'
      await save()
    },
    drop: () => {
      dropped = true
      clearTimeout(timer)
      localStorage.removeItem(place)
    },
  }
}
